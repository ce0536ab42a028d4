/** Tracing switched on and off, and collectors that are not there. */
@NullMarked
package dev.navarch.operations.tracing;

import org.jspecify.annotations.NullMarked;

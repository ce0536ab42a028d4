/** Violations for the architecture test to catch. */
@NullMarked
package dev.navarch.scheduler.plugins.planted.two;

import org.jspecify.annotations.NullMarked;

/** Endpoint slices. */
@NullMarked
package dev.navarch.resources.discovery;

import org.jspecify.annotations.NullMarked;

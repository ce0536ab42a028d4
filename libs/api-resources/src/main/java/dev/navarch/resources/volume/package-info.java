/** Volumes and claims on them. */
@NullMarked
package dev.navarch.resources.volume;

import org.jspecify.annotations.NullMarked;

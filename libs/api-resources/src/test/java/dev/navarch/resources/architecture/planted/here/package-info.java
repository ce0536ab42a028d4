/** One half of a planted cycle. */
@NullMarked
package dev.navarch.resources.architecture.planted.here;

import org.jspecify.annotations.NullMarked;

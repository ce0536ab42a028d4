/** One half of a planted cycle. */
@NullMarked
package dev.navarch.resources.architecture.planted.there;

import org.jspecify.annotations.NullMarked;

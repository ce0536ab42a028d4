/** Half of a cycle. */
@NullMarked
package dev.navarch.testing.architecture.planted.one;

import org.jspecify.annotations.NullMarked;

/** The other half of a cycle. */
@NullMarked
package dev.navarch.testing.architecture.planted.two;

import org.jspecify.annotations.NullMarked;

/** The dependency law, tried on violations. */
@NullMarked
package dev.navarch.testing.architecture;

import org.jspecify.annotations.NullMarked;

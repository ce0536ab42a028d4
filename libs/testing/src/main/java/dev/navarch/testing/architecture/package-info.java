/** What may depend on what, for the tests that hold it. */
@NullMarked
package dev.navarch.testing.architecture;

import org.jspecify.annotations.NullMarked;

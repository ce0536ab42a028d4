/** When a test is left out. */
@NullMarked
package dev.navarch.testing.condition;

import org.jspecify.annotations.NullMarked;

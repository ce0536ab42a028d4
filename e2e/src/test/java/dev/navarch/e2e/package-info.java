/** The whole thing, started with {@code ./navarch} and used with the real kubectl. */
@NullMarked
package dev.navarch.e2e;

import org.jspecify.annotations.NullMarked;

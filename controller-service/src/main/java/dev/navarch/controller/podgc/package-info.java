/** Removes pods that nobody else will. */
@NullMarked
package dev.navarch.controller.podgc;

import org.jspecify.annotations.NullMarked;

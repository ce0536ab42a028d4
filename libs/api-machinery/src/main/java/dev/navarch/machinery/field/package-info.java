/** Paths into an object and what can be wrong there. */
@NullMarked
package dev.navarch.machinery.field;

import org.jspecify.annotations.NullMarked;

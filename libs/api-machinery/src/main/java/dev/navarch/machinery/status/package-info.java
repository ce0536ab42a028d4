/** The Status object that every refusal is answered with. */
@NullMarked
package dev.navarch.machinery.status;

import org.jspecify.annotations.NullMarked;

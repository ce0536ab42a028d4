/** Empties a namespace that is going away. */
@NullMarked
package dev.navarch.controller.namespace;

import org.jspecify.annotations.NullMarked;

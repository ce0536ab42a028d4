/** Who may see what a service shows of itself, as the API server judges it. */
@NullMarked
package dev.navarch.operations.access;

import org.jspecify.annotations.NullMarked;

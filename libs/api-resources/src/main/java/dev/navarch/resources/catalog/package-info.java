/** The list of the built-in kinds. */
@NullMarked
package dev.navarch.resources.catalog;

import org.jspecify.annotations.NullMarked;

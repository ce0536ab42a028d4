/** Reading and filling trees. */
@NullMarked
package dev.navarch.resources.tree;

import org.jspecify.annotations.NullMarked;

/** Nodes. */
@NullMarked
package dev.navarch.resources.node;

import org.jspecify.annotations.NullMarked;

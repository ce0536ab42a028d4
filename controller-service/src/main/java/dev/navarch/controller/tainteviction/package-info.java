/** Removes pods that do not tolerate their node's taints. */
@NullMarked
package dev.navarch.controller.tainteviction;

import org.jspecify.annotations.NullMarked;

/** Taints of nodes. */
@NullMarked
package dev.navarch.scheduler.plugins.tainttoleration;

import org.jspecify.annotations.NullMarked;

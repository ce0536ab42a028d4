/** Notices silent nodes, and marks and taints nodes by their conditions. */
@NullMarked
package dev.navarch.controller.nodelifecycle;

import org.jspecify.annotations.NullMarked;

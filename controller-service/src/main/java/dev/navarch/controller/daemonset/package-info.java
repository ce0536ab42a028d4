/** Keeps a pod on each node that a DaemonSet is for. */
@NullMarked
package dev.navarch.controller.daemonset;

import org.jspecify.annotations.NullMarked;

/** Keeps as many pods as a ReplicaSet wants. */
@NullMarked
package dev.navarch.controller.replicaset;

import org.jspecify.annotations.NullMarked;

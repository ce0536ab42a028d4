/**
 * Nodes without containers: one process and one identity carries thousands of them. Pods become Ready, or end, by the clock alone.
 * The configuration here has no stereotype on purpose: the node agent's own scan must not find it.
 */
@NullMarked
package dev.navarch.nodeagent.simulated;

import org.jspecify.annotations.NullMarked;

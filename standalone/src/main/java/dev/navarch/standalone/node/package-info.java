/** A node's own network namespace on this machine, and the host's way into it. */
@NullMarked
package dev.navarch.standalone.node;

import org.jspecify.annotations.NullMarked;

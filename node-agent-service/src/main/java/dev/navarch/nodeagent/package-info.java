/** The node agent: its own process, in its node's network namespace. */
@NullMarked
package dev.navarch.nodeagent;

import org.jspecify.annotations.NullMarked;

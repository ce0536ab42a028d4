/** What the node and its pods use: read when somebody asks, from the runtime and from Linux. */
@NullMarked
package dev.navarch.nodeagent.stats;

import org.jspecify.annotations.NullMarked;

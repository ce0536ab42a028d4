/** What a node agent is told when it starts, and where it keeps things. */
@NullMarked
package dev.navarch.nodeagent.settings;

import org.jspecify.annotations.NullMarked;

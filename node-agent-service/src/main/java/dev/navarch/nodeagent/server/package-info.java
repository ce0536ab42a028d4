/** The agent's HTTPS server: logs, exec, attach, port-forward. */
@NullMarked
package dev.navarch.nodeagent.server;

import org.jspecify.annotations.NullMarked;

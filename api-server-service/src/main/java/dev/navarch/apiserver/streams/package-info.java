/**
 * Logs, exec, attach and port-forward: the API server finds the pod's node and stands between the client and that node's agent. Agents
 * speak SPDY/3.1; WebSocket clients are translated here. Client and agent channel of one session live on one event loop, so a session
 * needs no locks.
 */
@NullMarked
package dev.navarch.apiserver.streams;

import org.jspecify.annotations.NullMarked;

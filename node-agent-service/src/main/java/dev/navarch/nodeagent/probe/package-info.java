/** Readiness, liveness and startup probes. */
@NullMarked
package dev.navarch.nodeagent.probe;

import org.jspecify.annotations.NullMarked;

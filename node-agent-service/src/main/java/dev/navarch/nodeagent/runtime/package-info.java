/** What the container runtime holds of a pod: sandboxes and containers, found again by their labels. */
@NullMarked
package dev.navarch.nodeagent.runtime;

import org.jspecify.annotations.NullMarked;

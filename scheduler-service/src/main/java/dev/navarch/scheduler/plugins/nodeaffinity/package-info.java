/** nodeSelector and node affinity. */
@NullMarked
package dev.navarch.scheduler.plugins.nodeaffinity;

import org.jspecify.annotations.NullMarked;

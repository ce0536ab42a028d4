/** Keeps a node from running full: logs, images, and in the end pods. It decides who goes; how a pod ends is not its business. */
@NullMarked
package dev.navarch.nodeagent.housekeeping;

import org.jspecify.annotations.NullMarked;

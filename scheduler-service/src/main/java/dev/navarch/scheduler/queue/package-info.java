/** The pods that wait for a node. */
@NullMarked
package dev.navarch.scheduler.queue;

import org.jspecify.annotations.NullMarked;

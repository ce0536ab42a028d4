/** spec.unschedulable of nodes. */
@NullMarked
package dev.navarch.scheduler.plugins.nodeunschedulable;

import org.jspecify.annotations.NullMarked;

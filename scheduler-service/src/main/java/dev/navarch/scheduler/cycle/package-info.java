/** One pod, all nodes, one decision. Pure: no clock, no I/O, no locks. */
@NullMarked
package dev.navarch.scheduler.cycle;

import org.jspecify.annotations.NullMarked;

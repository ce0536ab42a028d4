/** Making room for a pod that matters more. */
@NullMarked
package dev.navarch.scheduler.preemption;

import org.jspecify.annotations.NullMarked;

/** What the scheduler writes, all of it off the scheduling thread. */
@NullMarked
package dev.navarch.scheduler.binding;

import org.jspecify.annotations.NullMarked;

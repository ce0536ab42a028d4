/** The scheduling thread, and the watches that feed it. */
@NullMarked
package dev.navarch.scheduler.loop;

import org.jspecify.annotations.NullMarked;

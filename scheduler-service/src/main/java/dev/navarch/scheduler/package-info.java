/** The scheduler as a service. */
@NullMarked
package dev.navarch.scheduler;

import org.jspecify.annotations.NullMarked;

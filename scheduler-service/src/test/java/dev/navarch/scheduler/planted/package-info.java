/** Violations for the architecture test to catch. */
@NullMarked
package dev.navarch.scheduler.planted;

import org.jspecify.annotations.NullMarked;

/** Kinds that keep a number of pods running. */
@NullMarked
package dev.navarch.resources.workload;

import org.jspecify.annotations.NullMarked;

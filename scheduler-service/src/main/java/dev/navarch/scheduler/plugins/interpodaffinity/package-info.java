/** Pods that want to be near each other, and pods that do not. */
@NullMarked
package dev.navarch.scheduler.plugins.interpodaffinity;

import org.jspecify.annotations.NullMarked;

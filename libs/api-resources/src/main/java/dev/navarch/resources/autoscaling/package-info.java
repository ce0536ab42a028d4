/** Horizontal pod autoscalers, in both of their versions. */
@NullMarked
package dev.navarch.resources.autoscaling;

import org.jspecify.annotations.NullMarked;

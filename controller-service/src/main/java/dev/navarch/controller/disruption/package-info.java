/** How many pods a disruption budget lets go now. */
@NullMarked
package dev.navarch.controller.disruption;

import org.jspecify.annotations.NullMarked;

/** Devices, and claims on them. */
@NullMarked
package dev.navarch.resources.device;

import org.jspecify.annotations.NullMarked;

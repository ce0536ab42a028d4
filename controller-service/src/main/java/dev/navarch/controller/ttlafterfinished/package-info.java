/** Removes Jobs that ended long enough ago. */
@NullMarked
package dev.navarch.controller.ttlafterfinished;

import org.jspecify.annotations.NullMarked;

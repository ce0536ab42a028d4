/** Claims that live and die with a pod. */
@NullMarked
package dev.navarch.controller.ephemeralvolume;

import org.jspecify.annotations.NullMarked;

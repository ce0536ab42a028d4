/** Which claim has which volume. */
@NullMarked
package dev.navarch.controller.persistentvolume;

import org.jspecify.annotations.NullMarked;

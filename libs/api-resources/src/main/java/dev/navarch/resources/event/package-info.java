/** Events, in both of their groups. */
@NullMarked
package dev.navarch.resources.event;

import org.jspecify.annotations.NullMarked;

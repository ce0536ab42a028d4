/** Events: correlation of repeats, and the bounded queue that writes them. */
@NullMarked
package dev.navarch.client.event;

import org.jspecify.annotations.NullMarked;

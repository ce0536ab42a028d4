/** A cloud's network learns the way to each node's pods. */
@NullMarked
package dev.navarch.cloud.routes;

import org.jspecify.annotations.NullMarked;

/** A cluster of the launcher's own: how long it takes to start, and how big it is. */
@NullMarked
package dev.navarch.bench.cluster;

import org.jspecify.annotations.NullMarked;

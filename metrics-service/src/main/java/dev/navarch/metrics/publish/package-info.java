/** Makes this service known to the API server. */
@NullMarked
package dev.navarch.metrics.publish;

import org.jspecify.annotations.NullMarked;

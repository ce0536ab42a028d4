/** Traces across services, on demand: whoever names a collector gets them, nobody else pays for them. */
@NullMarked
package dev.navarch.operations.tracing;

import org.jspecify.annotations.NullMarked;

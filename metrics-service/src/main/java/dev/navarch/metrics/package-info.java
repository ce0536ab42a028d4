/** The service that kubectl top asks. */
@NullMarked
package dev.navarch.metrics;

import org.jspecify.annotations.NullMarked;

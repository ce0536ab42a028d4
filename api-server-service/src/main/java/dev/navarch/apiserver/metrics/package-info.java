/** What {@code /metrics} tells, in upstream's names. */
@NullMarked
package dev.navarch.apiserver.metrics;

import org.jspecify.annotations.NullMarked;

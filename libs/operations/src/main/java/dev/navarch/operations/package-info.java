/** What every service shows of itself to those who run it: health, metrics, traces, logs, and where it is found. */
@NullMarked
package dev.navarch.operations;

import org.jspecify.annotations.NullMarked;

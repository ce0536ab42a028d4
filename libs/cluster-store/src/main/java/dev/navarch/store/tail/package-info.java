/** Hands events from a log to many listeners, each at its own pace. */
@NullMarked
package dev.navarch.store.tail;

import org.jspecify.annotations.NullMarked;

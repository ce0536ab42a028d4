/** Hands events from a log to many listeners, each at its own pace. Knows neither Redis nor what is in an event's value. */
@NullMarked
package dev.navarch.store.tail;

import org.jspecify.annotations.NullMarked;

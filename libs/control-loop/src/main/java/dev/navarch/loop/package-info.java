/** What every control loop stands on: a queue of keys, workers, retries, and the promise that a loop reads its own writes. */
@NullMarked
package dev.navarch.loop;

import org.jspecify.annotations.NullMarked;

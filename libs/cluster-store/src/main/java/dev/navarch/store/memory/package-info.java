/** The store of the test cluster and of tests: the whole port in memory, nothing durable. Knows nothing of Redis. */
@NullMarked
package dev.navarch.store.memory;

import org.jspecify.annotations.NullMarked;

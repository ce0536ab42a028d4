/** A cluster in memory, for tests of everything that stands on the client. */
@NullMarked
package dev.navarch.client.memory;

import org.jspecify.annotations.NullMarked;

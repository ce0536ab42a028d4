/** How many pods a second the scheduler binds. */
@NullMarked
package dev.navarch.bench.scheduling;

import org.jspecify.annotations.NullMarked;

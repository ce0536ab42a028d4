/** Rounds, rates and how they are printed. Knows nothing of what is measured. */
@NullMarked
package dev.navarch.bench.measure;

import org.jspecify.annotations.NullMarked;

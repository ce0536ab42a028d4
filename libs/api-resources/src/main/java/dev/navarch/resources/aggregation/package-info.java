/** API services. */
@NullMarked
package dev.navarch.resources.aggregation;

import org.jspecify.annotations.NullMarked;

/** Leases. */
@NullMarked
package dev.navarch.resources.lease;

import org.jspecify.annotations.NullMarked;

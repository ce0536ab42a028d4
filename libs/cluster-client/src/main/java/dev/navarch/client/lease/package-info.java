/** Leader election. */
@NullMarked
package dev.navarch.client.lease;

import org.jspecify.annotations.NullMarked;

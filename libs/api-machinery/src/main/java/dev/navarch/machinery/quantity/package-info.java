/** Amounts such as 100m and 2Gi. */
@NullMarked
package dev.navarch.machinery.quantity;

import org.jspecify.annotations.NullMarked;

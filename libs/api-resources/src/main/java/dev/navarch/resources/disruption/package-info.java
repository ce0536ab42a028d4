/** Pod disruption budgets. */
@NullMarked
package dev.navarch.resources.disruption;

import org.jspecify.annotations.NullMarked;

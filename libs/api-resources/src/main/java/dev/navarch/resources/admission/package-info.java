/** Webhooks and policies that take part in admission. */
@NullMarked
package dev.navarch.resources.admission;

import org.jspecify.annotations.NullMarked;

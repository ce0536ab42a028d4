/** The whole of the service. */
@NullMarked
package dev.navarch.dns;

import org.jspecify.annotations.NullMarked;

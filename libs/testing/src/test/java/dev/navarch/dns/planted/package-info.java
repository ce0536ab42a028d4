/** Stands for a service that knows another. */
@NullMarked
package dev.navarch.dns.planted;

import org.jspecify.annotations.NullMarked;

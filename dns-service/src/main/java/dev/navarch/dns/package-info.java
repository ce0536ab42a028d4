/** The cluster's DNS server as a service. */
@NullMarked
package dev.navarch.dns;

import org.jspecify.annotations.NullMarked;

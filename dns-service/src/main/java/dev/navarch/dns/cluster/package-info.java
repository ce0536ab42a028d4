/** The names of the cluster. */
@NullMarked
package dev.navarch.dns.cluster;

import org.jspecify.annotations.NullMarked;

/** Names of a small cluster. */
@NullMarked
package dev.navarch.dns.cluster;

import org.jspecify.annotations.NullMarked;

/** Names outside the cluster. */
@NullMarked
package dev.navarch.dns.forward;

import org.jspecify.annotations.NullMarked;

/** How pods find this server. */
@NullMarked
package dev.navarch.dns.publish;

import org.jspecify.annotations.NullMarked;

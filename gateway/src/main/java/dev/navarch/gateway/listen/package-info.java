/** The sockets that clients connect to, and the certificates shown there. */
@NullMarked
package dev.navarch.gateway.listen;

import org.jspecify.annotations.NullMarked;

/** Real sockets on the loopback interface. */
@NullMarked
package dev.navarch.dns.server;

import org.jspecify.annotations.NullMarked;

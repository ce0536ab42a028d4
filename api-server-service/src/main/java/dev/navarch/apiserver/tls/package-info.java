/** The server's end of TLS, and its own certificate. */
@NullMarked
package dev.navarch.apiserver.tls;

import org.jspecify.annotations.NullMarked;

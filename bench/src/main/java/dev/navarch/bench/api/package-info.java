/** The API server over TLS beside a bare server that answers the same bytes. */
@NullMarked
package dev.navarch.bench.api;

import org.jspecify.annotations.NullMarked;

/** Leads clients to an API server that works, without reading what they say: TLS and client certificates pass through. */
@NullMarked
package dev.navarch.apiproxy;

import org.jspecify.annotations.NullMarked;

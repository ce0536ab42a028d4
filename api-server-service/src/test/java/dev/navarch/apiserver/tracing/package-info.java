/** Spans of requests and writes. */
@NullMarked
package dev.navarch.apiserver.tracing;

import org.jspecify.annotations.NullMarked;

/** Requests and their writes as spans of their callers' traces. */
@NullMarked
package dev.navarch.apiserver.tracing;

import org.jspecify.annotations.NullMarked;

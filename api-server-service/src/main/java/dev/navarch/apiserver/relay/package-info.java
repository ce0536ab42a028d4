/** A request passed on to another HTTP server and its answer back, both as they come. Knows no Kubernetes object. */
@NullMarked
package dev.navarch.apiserver.relay;

import org.jspecify.annotations.NullMarked;

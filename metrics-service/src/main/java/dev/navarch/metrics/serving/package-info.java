/** The API group metrics.k8s.io, for requests that the API server passes on. */
@NullMarked
package dev.navarch.metrics.serving;

import org.jspecify.annotations.NullMarked;

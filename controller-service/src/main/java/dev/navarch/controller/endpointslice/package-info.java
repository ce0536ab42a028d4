/** Tells which pods stand behind a Service, in EndpointSlices. */
@NullMarked
package dev.navarch.controller.endpointslice;

import org.jspecify.annotations.NullMarked;

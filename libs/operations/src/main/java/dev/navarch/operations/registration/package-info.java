/** Where a service is found: it keeps a Service and an EndpointSlice of itself in namespace navarch-system. */
@NullMarked
package dev.navarch.operations.registration;

import org.jspecify.annotations.NullMarked;

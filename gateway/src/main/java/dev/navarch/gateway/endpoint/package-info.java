/** Where the pods of a Service are, at this moment. */
@NullMarked
package dev.navarch.gateway.endpoint;

import org.jspecify.annotations.NullMarked;

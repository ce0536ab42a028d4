/** A request's way to an endpoint, as filters of Spring Cloud Gateway. */
@NullMarked
package dev.navarch.gateway.proxy;

import org.jspecify.annotations.NullMarked;

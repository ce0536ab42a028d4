/** Wires the client from a service's settings. */
@NullMarked
package dev.navarch.client.spring;

import org.jspecify.annotations.NullMarked;

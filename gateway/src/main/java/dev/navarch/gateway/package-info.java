/** Brings requests from outside to the pods that an Ingress names. */
@NullMarked
package dev.navarch.gateway;

import org.jspecify.annotations.NullMarked;

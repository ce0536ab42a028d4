/** Ingresses, network policies and the address space of services. */
@NullMarked
package dev.navarch.resources.networking;

import org.jspecify.annotations.NullMarked;

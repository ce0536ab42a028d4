/**
 * The service proxy: Services as elements of nftables maps.
 *
 * <p>Chains exist once a number of endpoints, not once a Service, so that a change is a handful of elements in one transaction
 * however many Services there are. A connection gets a random slot as its mark (NodePort: plus a bit that asks for masquerade),
 * and address, protocol, port and slot together name the endpoint.
 */
@NullMarked
package dev.navarch.nodeagent.proxy;

import org.jspecify.annotations.NullMarked;

/** The route table: what a host and a path lead to. An immutable snapshot, made from Ingress objects. */
@NullMarked
package dev.navarch.gateway.route;

import org.jspecify.annotations.NullMarked;

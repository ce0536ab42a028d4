/** The provider for machines without a cloud: load balancer addresses of a configured range, announced by the nodes. */
@NullMarked
package dev.navarch.cloud.local;

import org.jspecify.annotations.NullMarked;

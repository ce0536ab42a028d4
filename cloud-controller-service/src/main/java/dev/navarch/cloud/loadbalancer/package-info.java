/** Services of type LoadBalancer get an address from outside the cluster. */
@NullMarked
package dev.navarch.cloud.loadbalancer;

import org.jspecify.annotations.NullMarked;

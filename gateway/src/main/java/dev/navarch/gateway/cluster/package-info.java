/** What the gateway keeps in step with the cluster, and what it writes there. */
@NullMarked
package dev.navarch.gateway.cluster;

import org.jspecify.annotations.NullMarked;

/** The kube-dns Service in a cluster in memory. */
@NullMarked
package dev.navarch.dns.publish;

import org.jspecify.annotations.NullMarked;

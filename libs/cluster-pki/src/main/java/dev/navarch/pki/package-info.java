/** The cluster's certificate authority, what it issues, the service-account key, and kubeconfig files. Knows no HTTP and no Spring. */
@NullMarked
package dev.navarch.pki;

import org.jspecify.annotations.NullMarked;

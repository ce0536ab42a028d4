/** What a service serves its Actuator with: the certificate that it has as a client. */
@NullMarked
package dev.navarch.operations.tls;

import org.jspecify.annotations.NullMarked;

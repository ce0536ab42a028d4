/** Violations for the architecture test to catch. */
@NullMarked
package dev.navarch.dns.server.planted;

import org.jspecify.annotations.NullMarked;

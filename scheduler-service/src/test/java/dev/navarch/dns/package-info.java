/** Stands in for another service, so that the architecture test has something to catch. */
@NullMarked
package dev.navarch.dns;

import org.jspecify.annotations.NullMarked;

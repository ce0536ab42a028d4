/** Certificate signing requests. */
@NullMarked
package dev.navarch.resources.certificate;

import org.jspecify.annotations.NullMarked;

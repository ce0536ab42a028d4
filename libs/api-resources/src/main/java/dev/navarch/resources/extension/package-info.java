/** Definitions of custom resources. */
@NullMarked
package dev.navarch.resources.extension;

import org.jspecify.annotations.NullMarked;

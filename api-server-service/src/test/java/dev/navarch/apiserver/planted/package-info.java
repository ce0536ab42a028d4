/** Violations for the architecture test to catch. */
@NullMarked
package dev.navarch.apiserver.planted;

import org.jspecify.annotations.NullMarked;

/** The other half of a planted cycle. */
@NullMarked
package dev.navarch.apiserver.planted.other;

import org.jspecify.annotations.NullMarked;

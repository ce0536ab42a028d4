/** Half of a planted cycle. */
@NullMarked
package dev.navarch.apiserver.planted.one;

import org.jspecify.annotations.NullMarked;

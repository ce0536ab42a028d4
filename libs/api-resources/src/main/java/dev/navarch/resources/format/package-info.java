/** How names, keys, addresses and numbers must be written. Each rule answers what is wrong, in upstream's words. */
@NullMarked
package dev.navarch.resources.format;

import org.jspecify.annotations.NullMarked;

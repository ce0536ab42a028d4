/** Runtime classes. */
@NullMarked
package dev.navarch.resources.runtime;

import org.jspecify.annotations.NullMarked;

/** Label and node selectors, read once and asked often. */
@NullMarked
package dev.navarch.scheduler.selector;

import org.jspecify.annotations.NullMarked;

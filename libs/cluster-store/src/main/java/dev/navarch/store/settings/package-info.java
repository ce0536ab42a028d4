/** Which store a service opens, and opening it. */
@NullMarked
package dev.navarch.store.settings;

import org.jspecify.annotations.NullMarked;

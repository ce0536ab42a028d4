/** Removes objects whose owners are gone. */
@NullMarked
package dev.navarch.controller.garbage;

import org.jspecify.annotations.NullMarked;

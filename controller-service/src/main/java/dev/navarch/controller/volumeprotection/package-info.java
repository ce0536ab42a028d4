/** Lets claims and volumes go once nobody uses them. */
@NullMarked
package dev.navarch.controller.volumeprotection;

import org.jspecify.annotations.NullMarked;

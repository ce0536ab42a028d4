/** schedulingGates. */
@NullMarked
package dev.navarch.scheduler.plugins.schedulinggates;

import org.jspecify.annotations.NullMarked;

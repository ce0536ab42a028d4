/** Volume claims of pods. */
@NullMarked
package dev.navarch.scheduler.plugins.volumebinding;

import org.jspecify.annotations.NullMarked;

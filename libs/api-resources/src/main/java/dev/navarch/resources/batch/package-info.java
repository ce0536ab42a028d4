/** Jobs and cron jobs. */
@NullMarked
package dev.navarch.resources.batch;

import org.jspecify.annotations.NullMarked;

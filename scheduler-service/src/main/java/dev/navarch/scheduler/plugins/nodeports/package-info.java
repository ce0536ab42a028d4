/** Host ports. */
@NullMarked
package dev.navarch.scheduler.plugins.nodeports;

import org.jspecify.annotations.NullMarked;

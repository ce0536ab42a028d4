/** What a plugin is, and what it may say. */
@NullMarked
package dev.navarch.scheduler.framework;

import org.jspecify.annotations.NullMarked;

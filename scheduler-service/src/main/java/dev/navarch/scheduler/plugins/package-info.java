/** The list of plugins; each lives in a package of its own and knows no other. */
@NullMarked
package dev.navarch.scheduler.plugins;

import org.jspecify.annotations.NullMarked;

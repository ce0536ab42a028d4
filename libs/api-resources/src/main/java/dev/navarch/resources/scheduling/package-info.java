/** Priority classes. */
@NullMarked
package dev.navarch.resources.scheduling;

import org.jspecify.annotations.NullMarked;

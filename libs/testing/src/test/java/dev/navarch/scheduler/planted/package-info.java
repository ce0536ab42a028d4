/** Stands for a service that another knows. */
@NullMarked
package dev.navarch.scheduler.planted;

import org.jspecify.annotations.NullMarked;

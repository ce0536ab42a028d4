/** Makes a Job each time that a schedule says so. */
@NullMarked
package dev.navarch.controller.cronjob;

import org.jspecify.annotations.NullMarked;

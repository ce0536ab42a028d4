/** Runs pods until enough of them have succeeded, and counts each of them exactly once. */
@NullMarked
package dev.navarch.controller.job;

import org.jspecify.annotations.NullMarked;

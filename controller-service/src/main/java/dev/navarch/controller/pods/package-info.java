/** What loops ask of pods, and how they make and remove them. */
@NullMarked
package dev.navarch.controller.pods;

import org.jspecify.annotations.NullMarked;

/** One violation of each rule, to show that the rules see them. */
@NullMarked
package dev.navarch.resources.architecture.planted;

import org.jspecify.annotations.NullMarked;

/** What up and its processes promise. */
@NullMarked
package dev.navarch.standalone;

import org.jspecify.annotations.NullMarked;

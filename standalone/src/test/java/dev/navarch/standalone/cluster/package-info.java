/** What up and its processes promise. */
@NullMarked
package dev.navarch.standalone.cluster;

import org.jspecify.annotations.NullMarked;

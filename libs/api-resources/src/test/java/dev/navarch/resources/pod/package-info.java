@NullMarked
package dev.navarch.resources.pod;

import org.jspecify.annotations.NullMarked;

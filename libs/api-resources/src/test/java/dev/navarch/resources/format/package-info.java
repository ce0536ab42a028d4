@NullMarked
package dev.navarch.resources.format;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.resources.golden;

import org.jspecify.annotations.NullMarked;

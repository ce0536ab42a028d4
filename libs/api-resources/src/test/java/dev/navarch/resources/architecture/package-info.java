@NullMarked
package dev.navarch.resources.architecture;

import org.jspecify.annotations.NullMarked;

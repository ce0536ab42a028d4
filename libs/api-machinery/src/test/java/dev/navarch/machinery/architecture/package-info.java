@NullMarked
package dev.navarch.machinery.architecture;

import org.jspecify.annotations.NullMarked;

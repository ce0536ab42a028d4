@NullMarked
package dev.navarch.machinery.patch;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.machinery.golden;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.machinery.time;

import org.jspecify.annotations.NullMarked;

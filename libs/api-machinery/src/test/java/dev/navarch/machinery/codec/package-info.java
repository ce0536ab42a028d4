@NullMarked
package dev.navarch.machinery.codec;

import org.jspecify.annotations.NullMarked;

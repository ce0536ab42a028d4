@NullMarked
package dev.navarch.machinery.quantity;

import org.jspecify.annotations.NullMarked;

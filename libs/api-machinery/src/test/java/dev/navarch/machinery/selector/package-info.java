@NullMarked
package dev.navarch.machinery.selector;

import org.jspecify.annotations.NullMarked;

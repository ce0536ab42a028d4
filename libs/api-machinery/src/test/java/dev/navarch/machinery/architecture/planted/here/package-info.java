@NullMarked
package dev.navarch.machinery.architecture.planted.here;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.machinery.architecture.planted;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.machinery.architecture.planted.there;

import org.jspecify.annotations.NullMarked;

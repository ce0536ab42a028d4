@NullMarked
package dev.navarch.machinery.metadata;

import org.jspecify.annotations.NullMarked;

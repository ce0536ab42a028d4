@NullMarked
package dev.navarch.machinery.openapi;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.operations.access;

import org.jspecify.annotations.NullMarked;

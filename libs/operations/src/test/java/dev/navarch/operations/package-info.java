@NullMarked
package dev.navarch.operations;

import org.jspecify.annotations.NullMarked;

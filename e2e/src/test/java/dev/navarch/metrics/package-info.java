@NullMarked
package dev.navarch.metrics;

import org.jspecify.annotations.NullMarked;

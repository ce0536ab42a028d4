@NullMarked
package dev.navarch.resources.batch;

import org.jspecify.annotations.NullMarked;

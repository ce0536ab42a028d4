@NullMarked
package dev.navarch.resources.catalog;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.standalone.container;

import org.jspecify.annotations.NullMarked;

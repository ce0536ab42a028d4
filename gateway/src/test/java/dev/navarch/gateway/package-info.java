@NullMarked
package dev.navarch.gateway;

import org.jspecify.annotations.NullMarked;

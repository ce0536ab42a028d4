@NullMarked
package dev.navarch.gateway.listen.planted;

import org.jspecify.annotations.NullMarked;

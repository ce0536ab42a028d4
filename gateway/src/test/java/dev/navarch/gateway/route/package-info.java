@NullMarked
package dev.navarch.gateway.route;

import org.jspecify.annotations.NullMarked;

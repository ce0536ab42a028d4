@NullMarked
package dev.navarch.apiproxy.tcp;

import org.jspecify.annotations.NullMarked;

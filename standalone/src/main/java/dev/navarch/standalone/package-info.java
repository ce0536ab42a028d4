/** The launcher behind ./navarch, and every control-plane role in one JVM. */
@NullMarked
package dev.navarch.standalone;

import org.jspecify.annotations.NullMarked;

/** Programs that a cluster needs from the operating system. */
@NullMarked
package dev.navarch.standalone.install;

import org.jspecify.annotations.NullMarked;

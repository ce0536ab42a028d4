@NullMarked
package dev.navarch.standalone.install;

import org.jspecify.annotations.NullMarked;

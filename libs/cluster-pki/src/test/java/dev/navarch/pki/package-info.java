@NullMarked
package dev.navarch.pki;

import org.jspecify.annotations.NullMarked;

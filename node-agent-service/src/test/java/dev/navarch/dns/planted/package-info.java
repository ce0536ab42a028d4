@NullMarked
package dev.navarch.dns.planted;

import org.jspecify.annotations.NullMarked;

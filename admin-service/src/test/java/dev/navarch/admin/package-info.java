@NullMarked
package dev.navarch.admin;

import org.jspecify.annotations.NullMarked;

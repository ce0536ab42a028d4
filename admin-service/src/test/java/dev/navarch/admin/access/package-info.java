@NullMarked
package dev.navarch.admin.access;

import org.jspecify.annotations.NullMarked;

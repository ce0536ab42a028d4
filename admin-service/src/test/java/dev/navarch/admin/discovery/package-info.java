@NullMarked
package dev.navarch.admin.discovery;

import org.jspecify.annotations.NullMarked;

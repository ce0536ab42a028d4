@NullMarked
package dev.navarch.apiproxy;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.apiserver.allocation;

import org.jspecify.annotations.NullMarked;

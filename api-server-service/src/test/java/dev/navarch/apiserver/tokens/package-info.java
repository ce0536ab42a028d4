@NullMarked
package dev.navarch.apiserver.tokens;

import org.jspecify.annotations.NullMarked;

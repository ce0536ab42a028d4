@NullMarked
package dev.navarch.apiserver.streams;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.apiserver.handlers;

import org.jspecify.annotations.NullMarked;

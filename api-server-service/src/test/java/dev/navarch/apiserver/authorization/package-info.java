@NullMarked
package dev.navarch.apiserver.authorization;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.apiserver.authentication;

import org.jspecify.annotations.NullMarked;

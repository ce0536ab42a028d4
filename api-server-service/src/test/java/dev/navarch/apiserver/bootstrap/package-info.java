@NullMarked
package dev.navarch.apiserver.bootstrap;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.apiserver.admission;

import org.jspecify.annotations.NullMarked;

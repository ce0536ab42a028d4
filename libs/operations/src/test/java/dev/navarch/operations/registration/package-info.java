@NullMarked
package dev.navarch.operations.registration;

import org.jspecify.annotations.NullMarked;

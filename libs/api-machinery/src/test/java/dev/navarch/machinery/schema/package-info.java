@NullMarked
package dev.navarch.machinery.schema;

import org.jspecify.annotations.NullMarked;

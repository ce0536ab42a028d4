/** JSON patch, JSON merge patch and strategic merge patch on trees. */
@NullMarked
package dev.navarch.machinery.patch;

import org.jspecify.annotations.NullMarked;

/** Views of the metadata that every object carries. */
@NullMarked
package dev.navarch.machinery.metadata;

import org.jspecify.annotations.NullMarked;

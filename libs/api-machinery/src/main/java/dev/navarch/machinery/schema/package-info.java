/** The shape of every kind, as data: what decodes, prunes, patches and documents an object. */
@NullMarked
package dev.navarch.machinery.schema;

import org.jspecify.annotations.NullMarked;

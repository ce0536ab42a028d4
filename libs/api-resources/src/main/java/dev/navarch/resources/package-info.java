/** The built-in kinds, each a filled-in form, and the catalog that lists them. Knows no storage, no HTTP and no Spring. */
@NullMarked
package dev.navarch.resources;

import org.jspecify.annotations.NullMarked;

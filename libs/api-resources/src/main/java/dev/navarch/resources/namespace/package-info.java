/** Namespaces. */
@NullMarked
package dev.navarch.resources.namespace;

import org.jspecify.annotations.NullMarked;

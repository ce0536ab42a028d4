/** Roles and their bindings. */
@NullMarked
package dev.navarch.resources.rbac;

import org.jspecify.annotations.NullMarked;

/** Roles and bindings: rules compiled from the watch cache, and the guard against granting more than one has. */
@NullMarked
package dev.navarch.apiserver.authorization.rbac;

import org.jspecify.annotations.NullMarked;

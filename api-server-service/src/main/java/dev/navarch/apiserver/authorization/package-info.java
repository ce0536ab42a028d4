/** May the caller: RBAC, and the node authorizer. */
@NullMarked
package dev.navarch.apiserver.authorization;

import org.jspecify.annotations.NullMarked;

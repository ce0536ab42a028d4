@NullMarked
package dev.navarch.apiserver.authorization.rbac;

import org.jspecify.annotations.NullMarked;

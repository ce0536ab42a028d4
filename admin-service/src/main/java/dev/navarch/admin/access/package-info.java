/** Who may look and who may change, as the cluster's own RBAC says. */
@NullMarked
package dev.navarch.admin.access;

import org.jspecify.annotations.NullMarked;

/** ComponentStatus: what the cluster's own parts say of themselves. Knows the parts by their leases, not by their addresses. */
@NullMarked
package dev.navarch.apiserver.components;

import org.jspecify.annotations.NullMarked;

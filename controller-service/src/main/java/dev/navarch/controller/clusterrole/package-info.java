/** Fills ClusterRoles that gather others. */
@NullMarked
package dev.navarch.controller.clusterrole;

import org.jspecify.annotations.NullMarked;

/** Keeps pods that have an identity: a name, an order, volumes of their own. */
@NullMarked
package dev.navarch.controller.statefulset;

import org.jspecify.annotations.NullMarked;

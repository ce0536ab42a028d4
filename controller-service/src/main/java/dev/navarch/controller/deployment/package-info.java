/** Moves a Deployment from one ReplicaSet to the next. */
@NullMarked
package dev.navarch.controller.deployment;

import org.jspecify.annotations.NullMarked;

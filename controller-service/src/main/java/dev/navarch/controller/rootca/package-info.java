/** Publishes the cluster's certificate to every namespace. */
@NullMarked
package dev.navarch.controller.rootca;

import org.jspecify.annotations.NullMarked;

/** Gives every node its share of the pods' addresses. */
@NullMarked
package dev.navarch.controller.nodeipam;

import org.jspecify.annotations.NullMarked;

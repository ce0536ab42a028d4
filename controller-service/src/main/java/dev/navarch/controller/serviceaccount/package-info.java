/** Gives every namespace its default ServiceAccount. */
@NullMarked
package dev.navarch.controller.serviceaccount;

import org.jspecify.annotations.NullMarked;

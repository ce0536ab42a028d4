/** Bootstrap tokens: what they sign, and their end. */
@NullMarked
package dev.navarch.controller.bootstraptoken;

import org.jspecify.annotations.NullMarked;

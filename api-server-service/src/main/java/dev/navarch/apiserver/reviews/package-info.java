/** Kinds that are asked and answered, not stored: access reviews, token reviews, who am I. */
@NullMarked
package dev.navarch.apiserver.reviews;

import org.jspecify.annotations.NullMarked;

/** Questions about identities and permissions; answered, never stored. */
@NullMarked
package dev.navarch.resources.review;

import org.jspecify.annotations.NullMarked;

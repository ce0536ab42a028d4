/** Service accounts. */
@NullMarked
package dev.navarch.resources.account;

import org.jspecify.annotations.NullMarked;

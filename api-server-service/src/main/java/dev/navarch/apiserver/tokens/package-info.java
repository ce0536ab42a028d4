/** Service-account tokens: issued, bound to pods, verified. */
@NullMarked
package dev.navarch.apiserver.tokens;

import org.jspecify.annotations.NullMarked;

/** Who is calling: client certificates, service-account tokens, anonymous; impersonation. */
@NullMarked
package dev.navarch.apiserver.authentication;

import org.jspecify.annotations.NullMarked;

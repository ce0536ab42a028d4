/** Acting as somebody else: who is asked for, and whether the caller may. */
@NullMarked
package dev.navarch.apiserver.impersonation;

import org.jspecify.annotations.NullMarked;

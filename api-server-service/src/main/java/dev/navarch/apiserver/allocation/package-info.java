/** Addresses and ports of services, handed out so that no two services, and no two API servers, ever share one. */
@NullMarked
package dev.navarch.apiserver.allocation;

import org.jspecify.annotations.NullMarked;

/** Between the versions of a kind that is served in more than one. */
@NullMarked
package dev.navarch.apiserver.registry.conversion;

import org.jspecify.annotations.NullMarked;

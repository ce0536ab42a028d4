/** The admission chain between an allowed request and the store. */
@NullMarked
package dev.navarch.apiserver.admission;

import org.jspecify.annotations.NullMarked;

/** The cluster store: values under keys, each write with a revision of its own, and the log of all writes. Knows no kind and no JSON. */
@NullMarked
package dev.navarch.store;

import org.jspecify.annotations.NullMarked;

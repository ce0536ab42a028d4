/**
 * The cluster store's port: values under keys, each write with a revision of its own, and the log of all writes. Knows neither kinds nor
 * JSON, and none of its implementations.
 */
@NullMarked
package dev.navarch.store;

import org.jspecify.annotations.NullMarked;

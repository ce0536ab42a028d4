/** The generic registry: one implementation of every verb for every kind. */
@NullMarked
package dev.navarch.apiserver.registry;

import org.jspecify.annotations.NullMarked;

/** Many writers, watchers and listers at once against one store, and the model that what they saw is checked against. */
@NullMarked
package dev.navarch.store.exercise;

import org.jspecify.annotations.NullMarked;

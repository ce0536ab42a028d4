/** API servers beside this one: where APIService objects say that somebody else answers, how they are reached, and whether they do. */
@NullMarked
package dev.navarch.apiserver.aggregation;

import org.jspecify.annotations.NullMarked;

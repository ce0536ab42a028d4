/** What each verb does: from a request that may proceed to its answer. */
@NullMarked
package dev.navarch.apiserver.handlers;

import org.jspecify.annotations.NullMarked;

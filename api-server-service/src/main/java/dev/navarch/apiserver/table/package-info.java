/** What {@code kubectl get} shows: objects as rows of a Table. */
@NullMarked
package dev.navarch.apiserver.table;

import org.jspecify.annotations.NullMarked;

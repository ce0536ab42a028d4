/** Names by which users, groups, service accounts and nodes are known. */
@NullMarked
package dev.navarch.apiserver.identity;

import org.jspecify.annotations.NullMarked;

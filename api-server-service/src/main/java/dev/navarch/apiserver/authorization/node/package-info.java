/** What a node agent may: its own node and lease, and what the pods bound to it refer to. */
@NullMarked
package dev.navarch.apiserver.authorization.node;

import org.jspecify.annotations.NullMarked;

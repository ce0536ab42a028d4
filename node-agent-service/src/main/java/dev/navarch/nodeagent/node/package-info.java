/** The Node object and its lease, kept alive. */
@NullMarked
package dev.navarch.nodeagent.node;

import org.jspecify.annotations.NullMarked;

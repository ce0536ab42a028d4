/**
 * How a node gets its identity by itself: it makes its keys, shows a bootstrap token once, and from then on renews what it was
 * given. Private keys never leave the node's directory.
 */
@NullMarked
package dev.navarch.nodeagent.join;

import org.jspecify.annotations.NullMarked;

/** Nodes and the machines behind them: a new node gets its machine's facts, one whose machine is gone goes. */
@NullMarked
package dev.navarch.cloud.nodes;

import org.jspecify.annotations.NullMarked;

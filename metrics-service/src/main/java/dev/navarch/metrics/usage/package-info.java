/** What is used: asked of the agents, and what two looks make of it. */
@NullMarked
package dev.navarch.metrics.usage;

import org.jspecify.annotations.NullMarked;

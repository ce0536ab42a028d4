@NullMarked
package dev.navarch.nodeagent.stats;

import org.jspecify.annotations.NullMarked;

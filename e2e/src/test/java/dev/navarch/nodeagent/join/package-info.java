@NullMarked
package dev.navarch.nodeagent.join;

import org.jspecify.annotations.NullMarked;

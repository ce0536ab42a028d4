@NullMarked
package dev.navarch.nodeagent;

import org.jspecify.annotations.NullMarked;

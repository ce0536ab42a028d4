@NullMarked
package dev.navarch.nodeagent.container;

import org.jspecify.annotations.NullMarked;

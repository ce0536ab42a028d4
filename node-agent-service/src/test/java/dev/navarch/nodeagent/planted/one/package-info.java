@NullMarked
package dev.navarch.nodeagent.planted.one;

import org.jspecify.annotations.NullMarked;

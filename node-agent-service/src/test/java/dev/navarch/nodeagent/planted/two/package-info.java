@NullMarked
package dev.navarch.nodeagent.planted.two;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.nodeagent.podspec;

import org.jspecify.annotations.NullMarked;

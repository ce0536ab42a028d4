/** Volumes as directories below the pod's own. */
@NullMarked
package dev.navarch.nodeagent.volume;

import org.jspecify.annotations.NullMarked;

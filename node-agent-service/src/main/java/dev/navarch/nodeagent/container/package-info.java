/** One container's creation: environment, mounts, security, resources. */
@NullMarked
package dev.navarch.nodeagent.container;

import org.jspecify.annotations.NullMarked;

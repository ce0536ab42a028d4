/** cpu, memory, storage, pods and extended resources of nodes. */
@NullMarked
package dev.navarch.scheduler.plugins.noderesources;

import org.jspecify.annotations.NullMarked;

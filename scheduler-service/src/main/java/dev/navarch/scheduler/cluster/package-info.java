/** What the scheduler knows of the cluster: nodes, the pods on them, and the pods it has just placed. */
@NullMarked
package dev.navarch.scheduler.cluster;

import org.jspecify.annotations.NullMarked;

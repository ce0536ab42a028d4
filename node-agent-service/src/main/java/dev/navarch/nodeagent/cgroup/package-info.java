/** Resource amounts and the control groups that hold them. */
@NullMarked
package dev.navarch.nodeagent.cgroup;

import org.jspecify.annotations.NullMarked;

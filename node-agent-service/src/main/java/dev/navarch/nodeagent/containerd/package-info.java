/** A containerd of this node's own: started or adopted, never shared. */
@NullMarked
package dev.navarch.nodeagent.containerd;

import org.jspecify.annotations.NullMarked;

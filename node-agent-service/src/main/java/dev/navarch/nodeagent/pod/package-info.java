/** Pod workers: one loop a pod, from the API's wish to the runtime's state and back. */
@NullMarked
package dev.navarch.nodeagent.pod;

import org.jspecify.annotations.NullMarked;

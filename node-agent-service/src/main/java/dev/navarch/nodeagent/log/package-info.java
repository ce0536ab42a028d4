/** Container logs as the runtime writes them, read back. */
@NullMarked
package dev.navarch.nodeagent.log;

import org.jspecify.annotations.NullMarked;

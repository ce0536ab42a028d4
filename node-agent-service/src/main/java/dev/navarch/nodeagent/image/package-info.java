/** Whether an image is there, may be pulled, or has to wait. */
@NullMarked
package dev.navarch.nodeagent.image;

import org.jspecify.annotations.NullMarked;

/** Volumes made on demand: directories of the node that a claim's first pod runs on. */
@NullMarked
package dev.navarch.controller.localvolume;

import org.jspecify.annotations.NullMarked;

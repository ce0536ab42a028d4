/** Timestamps as Kubernetes writes them, and ages as people read them. */
@NullMarked
package dev.navarch.machinery.time;

import org.jspecify.annotations.NullMarked;

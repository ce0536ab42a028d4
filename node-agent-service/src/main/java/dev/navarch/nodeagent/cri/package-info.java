/** The container runtime interface, spoken over containerd's Unix socket. */
@NullMarked
package dev.navarch.nodeagent.cri;

import org.jspecify.annotations.NullMarked;

/** One cluster on this machine: its settings, its directory, its parts. */
@NullMarked
package dev.navarch.standalone.cluster;

import org.jspecify.annotations.NullMarked;

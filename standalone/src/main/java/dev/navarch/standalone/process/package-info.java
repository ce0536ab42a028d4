/** Processes that outlive the command which started them, found again by pid and start time. */
@NullMarked
package dev.navarch.standalone.process;

import org.jspecify.annotations.NullMarked;

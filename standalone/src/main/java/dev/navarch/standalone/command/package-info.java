/** The verbs of ./navarch. */
@NullMarked
package dev.navarch.standalone.command;

import org.jspecify.annotations.NullMarked;

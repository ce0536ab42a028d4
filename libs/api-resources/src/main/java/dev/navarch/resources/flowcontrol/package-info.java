/** Priority and fairness of requests. */
@NullMarked
package dev.navarch.resources.flowcontrol;

import org.jspecify.annotations.NullMarked;

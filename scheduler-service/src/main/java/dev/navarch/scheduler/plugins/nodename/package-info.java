/** spec.nodeName. */
@NullMarked
package dev.navarch.scheduler.plugins.nodename;

import org.jspecify.annotations.NullMarked;

/** Tests that run as root inside a network namespace of their own, as a node agent does. */
@NullMarked
package dev.navarch.nodeagent.namespace;

import org.jspecify.annotations.NullMarked;

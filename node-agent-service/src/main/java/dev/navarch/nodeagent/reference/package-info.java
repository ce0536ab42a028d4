/** Objects that pods refer to: ConfigMaps, Secrets, tokens, Services. */
@NullMarked
package dev.navarch.nodeagent.reference;

import org.jspecify.annotations.NullMarked;

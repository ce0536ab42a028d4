/** What pods and everything that carries a pod template share: the defaults and the rules of a pod's spec. */
@NullMarked
package dev.navarch.resources.podtemplate;

import org.jspecify.annotations.NullMarked;

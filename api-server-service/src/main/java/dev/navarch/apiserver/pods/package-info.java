/** What is done to a pod by posting something else: binding it to a node, evicting it. */
@NullMarked
package dev.navarch.apiserver.pods;

import org.jspecify.annotations.NullMarked;

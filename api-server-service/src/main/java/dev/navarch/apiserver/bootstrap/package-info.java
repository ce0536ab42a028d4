/** What is there before the first client: namespaces, roles, priority classes, flow control, the Service kubernetes. */
@NullMarked
package dev.navarch.apiserver.bootstrap;

import org.jspecify.annotations.NullMarked;

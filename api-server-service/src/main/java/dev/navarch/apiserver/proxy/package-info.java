/**
 * The subresource {@code proxy} of pods, services and nodes: an HTTP request passed on to what listens there, path and body untouched.
 * Knows how names in the URL become addresses; how a message is passed on is the business of the relay.
 */
@NullMarked
package dev.navarch.apiserver.proxy;

import org.jspecify.annotations.NullMarked;

/** The cluster client that speaks to a real API server. */
@NullMarked
package dev.navarch.client.rest;

import org.jspecify.annotations.NullMarked;

/** Tells which pods stand behind a Service, in Endpoints, for those who still read them. */
@NullMarked
package dev.navarch.controller.endpoints;

import org.jspecify.annotations.NullMarked;

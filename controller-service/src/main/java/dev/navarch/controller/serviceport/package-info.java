/** Which port of which pod a Service's port means. */
@NullMarked
package dev.navarch.controller.serviceport;

import org.jspecify.annotations.NullMarked;

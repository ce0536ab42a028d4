/** HTTP: from the wire to a request, through the filters, and back. */
@NullMarked
package dev.navarch.apiserver.web;

import org.jspecify.annotations.NullMarked;

/** How models are read and written. */
@NullMarked
package dev.navarch.client.json;

import org.jspecify.annotations.NullMarked;

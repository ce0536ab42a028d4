/** What a namespace may use. */
@NullMarked
package dev.navarch.resources.quota;

import org.jspecify.annotations.NullMarked;

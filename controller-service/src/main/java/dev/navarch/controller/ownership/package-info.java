/** Who controls what: controller references, adoption and release. */
@NullMarked
package dev.navarch.controller.ownership;

import org.jspecify.annotations.NullMarked;

/** What a namespace uses of its quotas, counted anew. */
@NullMarked
package dev.navarch.controller.resourcequota;

import org.jspecify.annotations.NullMarked;

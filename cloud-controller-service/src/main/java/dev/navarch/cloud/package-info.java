/** The cloud controller manager: starts the loops over the configured {@link dev.navarch.cloud.provider.CloudProvider}. */
@NullMarked
package dev.navarch.cloud;

import org.jspecify.annotations.NullMarked;

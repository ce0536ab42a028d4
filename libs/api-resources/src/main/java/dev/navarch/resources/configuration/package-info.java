/** ConfigMaps and Secrets. */
@NullMarked
package dev.navarch.resources.configuration;

import org.jspecify.annotations.NullMarked;

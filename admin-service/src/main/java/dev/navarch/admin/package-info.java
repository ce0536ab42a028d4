/** Spring Boot Admin over what the cluster's roles make known of themselves. */
@NullMarked
package dev.navarch.admin;

import org.jspecify.annotations.NullMarked;

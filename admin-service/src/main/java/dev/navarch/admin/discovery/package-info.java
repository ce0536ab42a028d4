/** From what roles make known of themselves to what Spring Boot Admin asks. */
@NullMarked
package dev.navarch.admin.discovery;

import org.jspecify.annotations.NullMarked;

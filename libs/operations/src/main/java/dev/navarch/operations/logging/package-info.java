/** What structured log lines say beyond Spring Boot's own members. */
@NullMarked
package dev.navarch.operations.logging;

import org.jspecify.annotations.NullMarked;

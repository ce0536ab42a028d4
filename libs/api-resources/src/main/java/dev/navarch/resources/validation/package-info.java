/** What validation of every kind is made of: a field with its path, and the rules that several kinds share. */
@NullMarked
package dev.navarch.resources.validation;

import org.jspecify.annotations.NullMarked;

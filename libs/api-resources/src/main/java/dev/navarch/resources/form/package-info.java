/** What a kind fills in: its form, and the strategies most kinds start from. */
@NullMarked
package dev.navarch.resources.form;

import org.jspecify.annotations.NullMarked;

/** Measures what the project promises, each figure beside a yardstick of the same run. It knows the store's port, else only what users see. */
@NullMarked
package dev.navarch.bench;

import org.jspecify.annotations.NullMarked;

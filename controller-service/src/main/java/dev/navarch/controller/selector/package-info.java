/** Label selectors of the models. */
@NullMarked
package dev.navarch.controller.selector;

import org.jspecify.annotations.NullMarked;

/** Groups, versions, kinds and resources. */
@NullMarked
package dev.navarch.machinery.name;

import org.jspecify.annotations.NullMarked;

/** Local copies of kinds. */
@NullMarked
package dev.navarch.client.informer;

import org.jspecify.annotations.NullMarked;

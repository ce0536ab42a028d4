/** Storage classes, CSI drivers and attachments. */
@NullMarked
package dev.navarch.resources.storage;

import org.jspecify.annotations.NullMarked;

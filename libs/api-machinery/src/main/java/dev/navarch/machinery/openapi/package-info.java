/** What kubectl explain, apply and validation read. */
@NullMarked
package dev.navarch.machinery.openapi;

import org.jspecify.annotations.NullMarked;

/** The API server and how it is put together. */
@NullMarked
package dev.navarch.apiserver;

import org.jspecify.annotations.NullMarked;

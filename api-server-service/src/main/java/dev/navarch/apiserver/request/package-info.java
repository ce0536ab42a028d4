/** What a request asks for and who asks: records that every step is handed. */
@NullMarked
package dev.navarch.apiserver.request;

import org.jspecify.annotations.NullMarked;

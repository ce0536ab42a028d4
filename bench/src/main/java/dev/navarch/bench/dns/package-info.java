/** The DNS service under load, beside a server that answers without looking. */
@NullMarked
package dev.navarch.bench.dns;

import org.jspecify.annotations.NullMarked;

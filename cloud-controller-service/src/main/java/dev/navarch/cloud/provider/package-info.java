/** What a cloud has to offer: the one port that the loops know. It must not know a loop nor a particular cloud. */
@NullMarked
package dev.navarch.cloud.provider;

import org.jspecify.annotations.NullMarked;

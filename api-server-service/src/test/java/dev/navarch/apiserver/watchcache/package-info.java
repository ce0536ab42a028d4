@NullMarked
package dev.navarch.apiserver.watchcache;

import org.jspecify.annotations.NullMarked;

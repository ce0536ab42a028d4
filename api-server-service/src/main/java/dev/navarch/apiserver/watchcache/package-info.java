/** Every kind's objects and recent history in memory: what reads, lists and watches are answered from. */
@NullMarked
package dev.navarch.apiserver.watchcache;

import org.jspecify.annotations.NullMarked;

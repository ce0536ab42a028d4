/** VersionedStore beside etcd, with the same values, clients and disk. */
@NullMarked
package dev.navarch.bench.store;

import org.jspecify.annotations.NullMarked;

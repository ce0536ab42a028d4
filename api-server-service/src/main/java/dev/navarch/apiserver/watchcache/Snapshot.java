package dev.navarch.apiserver.watchcache;

/** All objects of a kind as they were at one revision of the store. */
public record Snapshot(SortedObjects objects, long revision) {}

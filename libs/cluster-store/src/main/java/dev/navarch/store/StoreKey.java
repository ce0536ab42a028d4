package dev.navarch.store;

/**
 * @param kind the range the value is listed in, such as {@code pods} or {@code deployments.apps}
 * @param name within the kind: {@code namespace/name}, or the name alone
 */
public record StoreKey(String kind, String name) implements Comparable<StoreKey> {
    @Override
    public int compareTo(StoreKey other) {
        var byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }
}

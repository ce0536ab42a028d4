package dev.navarch.machinery.schema;

import java.util.List;

/**
 * A list, and how server-side apply merges it.
 *
 * @param keys the fields that tell the items of a {@link Merging#MAP} apart; otherwise empty
 */
public record ListType(SchemaType element, Merging merging, List<String> keys) implements SchemaType {
    public enum Merging {
        ATOMIC,
        SET,
        MAP
    }

    public ListType {
        keys = List.copyOf(keys);
    }
}

package dev.navarch.machinery.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of an object.
 *
 * @param defaultValue null when the schema has none
 * @param enumValues empty when anything goes
 * @param absence what upstream writes when the field has no value
 * @param goType what upstream's messages call the type: {@code int32}, {@code []v1.Container}, {@code v1.Protocol}
 * @param embeddedIn the struct that upstream's messages put before the field; empty for most
 * @param mergeKey the field that tells list items apart in a strategic merge patch; null where lists are replaced or hold values
 */
public record Property(
        String name,
        SchemaType type,
        boolean required,
        @Nullable JsonNode defaultValue,
        List<String> enumValues,
        Absence absence,
        PatchStrategy patchStrategy,
        @Nullable String mergeKey,
        String goType,
        String embeddedIn) {
    /** What the field looks like when it holds nothing. */
    public enum Absence {
        /** Left out when absent; a zero that was sent stays. */
        POINTER,
        /** Left out when absent, zero or empty. */
        OMITTED,
        /** Always written, as its zero value. */
        ZERO,
        /** Always written, {@code null} when there is none. */
        NULL
    }

    /** How a strategic merge patch treats the field. */
    public record PatchStrategy(boolean merge, boolean retainKeys, boolean replace) {
        public static final PatchStrategy NONE = new PatchStrategy(false, false, false);
    }

    public Property {
        enumValues = List.copyOf(enumValues);
    }
}

package dev.navarch.machinery.openapi;

import org.jspecify.annotations.Nullable;

/** The prose for {@code kubectl explain}. */
public interface Descriptions {
    Descriptions NONE = (definition, field) -> null;

    /** @param field null for the definition itself */
    @Nullable
    String find(String definition, @Nullable String field);

    /** Those of the built-in kinds: read when first asked for, and forgotten when memory is short. */
    static Descriptions builtIn() {
        return new BundledDescriptions();
    }
}

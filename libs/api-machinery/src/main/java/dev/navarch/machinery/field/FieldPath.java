package dev.navarch.machinery.field;

import org.jspecify.annotations.Nullable;

/** A path into an object as clients see it in causes: {@code spec.containers[0].env[1].name}, {@code metadata.labels[a/b]}. */
public final class FieldPath {
    private final @Nullable FieldPath parent;
    private final String text;

    private FieldPath(@Nullable FieldPath parent, String text) {
        this.parent = parent;
        this.text = text;
    }

    public static FieldPath of(String first, String... more) {
        var path = new FieldPath(null, first);
        for (var name : more) path = path.child(name);
        return path;
    }

    public FieldPath child(String name) {
        return new FieldPath(this, "." + name);
    }

    public FieldPath index(int index) {
        return new FieldPath(this, "[" + index + "]");
    }

    public FieldPath key(String key) {
        return new FieldPath(this, "[" + key + "]");
    }

    @Override
    public String toString() {
        return parent == null ? text : parent + text;
    }
}

package dev.navarch.machinery.codec;

import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.Property;
import java.util.ArrayList;
import java.util.List;

/** Where a walk over a tree and its schema stands. Cheap to keep, and put into words only when something is wrong. */
final class TypePath {
    private sealed interface Step {}

    private record Field(ObjectType owner, Property property) implements Step {}

    private record Index(int index) implements Step {}

    private record Key(String key) implements Step {}

    private final ObjectType root;
    private final List<Step> steps = new ArrayList<>();

    TypePath(ObjectType root) {
        this.root = root;
    }

    void enter(ObjectType owner, Property property) {
        steps.add(new Field(owner, property));
    }

    void enter(int index) {
        steps.add(new Index(index));
    }

    void enter(String key) {
        steps.add(new Key(key));
    }

    void leave() {
        steps.removeLast();
    }

    /** As in {@code unknown field "spec.containers[0].foo"}. */
    String field(String name) {
        var text = new StringBuilder();
        for (var step : steps) {
            switch (step) {
                case Field field -> append(text, field.property().name());
                case Index(var index) -> text.append('[').append(index).append(']');
                case Key(var key) -> append(text, key);
            }
        }
        append(text, name);
        return text.toString();
    }

    /** As in {@code struct field PodSpec.spec.volumes}: the struct that has the last field, then the fields on the way there. */
    String goField() {
        var text = new StringBuilder();
        ObjectType struct = null;
        for (var step : steps) {
            if (!(step instanceof Field(var owner, var property))) continue;
            struct = owner;
            if (!property.embeddedIn().isEmpty()) append(text, property.embeddedIn());
            append(text, property.name());
        }
        return struct == null ? "value" : "struct field " + struct.simpleName() + "." + text;
    }

    /** What upstream calls the type here. */
    String goType() {
        var type = goName(root);
        for (var step : steps) {
            type = switch (step) {
                case Field field -> field.property().goType();
                case Index _ -> element(type);
                case Key _ -> value(type);
            };
        }
        return type;
    }

    private static String element(String type) {
        return type.startsWith("[]") ? type.substring(2) : type;
    }

    private static String value(String type) {
        return type.startsWith("map[") ? type.substring(type.indexOf(']') + 1) : type;
    }

    private static String goName(ObjectType type) {
        var parts = type.name().split("\\.");
        return parts.length < 2 ? type.name() : parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    private static void append(StringBuilder text, String name) {
        if (!text.isEmpty()) text.append('.');
        text.append(name);
    }
}

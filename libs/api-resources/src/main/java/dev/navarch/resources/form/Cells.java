package dev.navarch.resources.form;

import dev.navarch.machinery.time.HumanDuration;
import dev.navarch.machinery.time.Timestamps;
import dev.navarch.resources.TableColumns.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the cells of several kinds' tables are made of. */
public final class Cells {
    public static final String NONE = "<none>";
    public static final String UNSET = "<unset>";
    public static final String UNKNOWN = "<unknown>";

    public static final Column NAME = new Column(
            "Name",
            "string",
            "name",
            "Name must be unique within a namespace. Is required when creating resources, although some resources may "
                    + "allow a client to request the generation of an appropriate name automatically.",
            0);
    public static final Column AGE =
            new Column("Age", "string", "", "How long ago the object was created, as the server saw it.", 0);

    private Cells() {}

    public static Column text(String name, String description) {
        return new Column(name, "string", "", description, 0);
    }

    public static Column wideText(String name, String description) {
        return new Column(name, "string", "", description, 1);
    }

    public static Column number(String name, String description) {
        return new Column(name, "integer", "", description, 0);
    }

    public static Column flag(String name, String description) {
        return new Column(name, "boolean", "", description, 0);
    }

    /** Of texts, numbers and booleans. */
    public static List<JsonNode> row(Object... values) {
        var cells = new ArrayList<JsonNode>(values.length);
        for (var value : values) cells.add(cell(value));
        return cells;
    }

    private static JsonNode cell(Object value) {
        var nodes = JsonNodeFactory.instance;
        return switch (value) {
            case JsonNode node -> node;
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case Boolean flag -> nodes.booleanNode(flag);
            default -> nodes.stringNode(value.toString());
        };
    }

    public static String name(JsonNode object) {
        return object.path("metadata").path("name").asString("");
    }

    public static String age(JsonNode object, Instant now) {
        return since(object.path("metadata").path("creationTimestamp"), now);
    }

    public static String since(JsonNode time, Instant now) {
        return HumanDuration.since(Timestamps.parse(time.asString("")), now);
    }

    public static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    public static String or(JsonNode value, String otherwise) {
        var text = value.asString("");
        return text.isEmpty() ? otherwise : text;
    }

    /** {@code a=b,c=d}, sorted. */
    public static String labels(JsonNode labels) {
        var sorted = new TreeMap<String, String>();
        labels.forEachEntry((key, value) -> sorted.put(key, value.asString("")));
        if (sorted.isEmpty()) return NONE;
        var texts = sorted.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue());
        return String.join(",", texts.toList());
    }

    /** The first few, and how many more there are. */
    public static String few(Collection<String> texts, String separator, int most) {
        if (texts.size() <= most) return String.join(separator, texts);
        return String.join(separator, texts.stream().limit(most).toList()) + " + " + (texts.size() - most) + " more...";
    }

    /** One field of each item of a list, joined by commas. */
    public static String joined(JsonNode list, String field) {
        var texts = new ArrayList<String>();
        for (var item : list) texts.add(item.path(field).asString(""));
        return String.join(",", texts);
    }

    /** The containers of a pod template: names, and images. */
    public static String containers(JsonNode podSpec) {
        return joined(podSpec.path("containers"), "name");
    }

    public static String images(JsonNode podSpec) {
        return joined(podSpec.path("containers"), "image");
    }
}

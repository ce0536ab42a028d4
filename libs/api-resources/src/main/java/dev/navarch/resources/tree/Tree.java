package dev.navarch.resources.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What strategies do to trees, most of it filling what is not there. A field that is null counts as absent. */
public final class Tree {
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (one, other) -> {
        if (one.isNumber() && other.isNumber()) return one.decimalValue().compareTo(other.decimalValue());
        return one.equals(other) ? 0 : 1;
    };

    private Tree() {}

    public static @Nullable ObjectNode find(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode child ? child : null;
    }

    /** Added when it is not there. */
    public static ObjectNode object(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
    }

    /** Of a list; what is no object is left out. */
    public static List<ObjectNode> objects(JsonNode parent, String name) {
        var objects = new ArrayList<ObjectNode>();
        for (var item : parent.path(name)) if (item instanceof ObjectNode object) objects.add(object);
        return objects;
    }

    public static List<String> texts(JsonNode parent, String name) {
        var texts = new ArrayList<String>();
        for (var item : parent.path(name)) texts.add(item.asString(""));
        return texts;
    }

    public static String text(JsonNode parent, String name) {
        return parent.path(name).asString("");
    }

    public static boolean has(JsonNode parent, String name) {
        return parent.hasNonNull(name);
    }

    /** Fills an absent or empty text. */
    public static void fill(ObjectNode parent, String name, String value) {
        if (text(parent, name).isEmpty()) parent.put(name, value);
    }

    /** Fills an absent text; an empty one stays. */
    public static void fillAbsent(ObjectNode parent, String name, String value) {
        if (!has(parent, name)) parent.put(name, value);
    }

    /** Fills an absent number; a zero stays. */
    public static void fill(ObjectNode parent, String name, long value) {
        if (!has(parent, name)) put(parent, name, value);
    }

    public static void fill(ObjectNode parent, String name, boolean value) {
        if (!has(parent, name)) parent.put(name, value);
    }

    /** Fills an absent number or a zero. */
    public static void fillZero(ObjectNode parent, String name, long value) {
        if (parent.path(name).asLong(0) == 0) put(parent, name, value);
    }

    /** As a parser would: small numbers as ints, so that trees which say the same are equal. */
    public static void put(ObjectNode parent, String name, long value) {
        if (value == (int) value) parent.put(name, (int) value);
        else parent.put(name, value);
    }

    /** Makes a field of one object what it is in another, absent included. */
    public static void copy(ObjectNode from, ObjectNode to, String name) {
        var value = from.get(name);
        if (value == null) to.remove(name);
        else to.set(name, value.deepCopy());
    }

    /** Whether two values are the same where absent and empty do not differ. */
    public static boolean same(JsonNode one, JsonNode other) {
        if (isEmpty(one)) return isEmpty(other);
        return equal(one, other);
    }

    /** Whether two trees say the same, however their numbers are held. */
    public static boolean equal(JsonNode one, JsonNode other) {
        return one.equals(NUMBERS_BY_VALUE, other);
    }

    public static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
    }
}

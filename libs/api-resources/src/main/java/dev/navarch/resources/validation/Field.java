package dev.navarch.resources.validation;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.resources.format.Format;
import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field of an object under validation: its value, its path, and the list that takes what is wrong with it. What is absent reads as
 * the empty text, 0, false or no items, so that rules need not ask first.
 */
public final class Field {
    /** Stands for a missing value in messages that show one. */
    public static final JsonNode NULL = NullNode.getInstance();

    public static final JsonNode ZERO = IntNode.valueOf(0);

    private final JsonNode value;
    private final @Nullable FieldPath path;
    private final List<FieldError> errors;

    private Field(JsonNode value, @Nullable FieldPath path, List<FieldError> errors) {
        this.value = value;
        this.path = path;
        this.errors = errors;
    }

    public static Field of(ObjectNode object, List<FieldError> errors) {
        return new Field(object, null, errors);
    }

    public Field get(String name) {
        return new Field(value.path(name), childPath(name), errors);
    }

    /** The same value, reported at a path of another name below {@code parent}. */
    public Field reportedAt(FieldPath other) {
        return new Field(value, other, errors);
    }

    /** A value that is not in the tree, such as one computed, at this path. */
    public Field holding(JsonNode other) {
        return new Field(other, path, errors);
    }

    /** Collects into another list, to be dropped or kept by the caller. */
    public Field into(List<FieldError> other) {
        return new Field(value, path, other);
    }

    public List<Field> items() {
        var items = new ArrayList<Field>(value.size());
        if (value.isArray())
            for (int at = 0; at < value.size(); at++) items.add(new Field(value.get(at), path().index(at), errors));
        return items;
    }

    /** Of a map, each with its key in brackets, sorted by key. */
    public List<Map.Entry<String, Field>> entries() {
        return value.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        Map.entry(entry.getKey(), new Field(entry.getValue(), path().key(entry.getKey()), errors)))
                .toList();
    }

    public JsonNode value() {
        return value;
    }

    public FieldPath path() {
        if (path == null) throw new IllegalStateException("The object itself has no path");
        return path;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public boolean absent() {
        return value.isMissingNode() || value.isNull();
    }

    public boolean present() {
        return !absent();
    }

    /** Absent, or an empty text, list or map. */
    public boolean empty() {
        return absent() || (value.isContainer() ? value.isEmpty() : value.isString() && text().isEmpty());
    }

    public boolean notEmpty() {
        return !empty();
    }

    public String text() {
        return value.asString("");
    }

    public long number() {
        return value.isNumber() ? value.asLong() : 0;
    }

    public boolean flag() {
        return value.asBoolean(false);
    }

    public int size() {
        return value.isContainer() ? value.size() : 0;
    }

    public void required(String detail) {
        errors.add(FieldError.required(path(), detail));
    }

    public void invalid(String detail) {
        errors.add(FieldError.invalid(path(), printable(), detail));
    }

    public void invalid(@Nullable Object shown, String detail) {
        errors.add(FieldError.invalid(path(), shown, detail));
    }

    /** Without showing the value. */
    public void wrong(String detail) {
        errors.add(new FieldError(FieldError.Type.INVALID, path().toString(), null, detail));
    }

    public void forbidden(String detail) {
        errors.add(FieldError.forbidden(path(), detail));
    }

    /** Told in the given order. */
    public void notSupported(List<String> supported) {
        var words = supported.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
        var shown = FieldError.invalid(path(), printable(), "").value();
        errors.add(new FieldError(
                FieldError.Type.NOT_SUPPORTED,
                path().toString(),
                shown,
                supported.isEmpty() ? "" : "supported values: " + words));
    }

    public void duplicate() {
        errors.add(FieldError.duplicate(path(), printable()));
    }

    public void notFound() {
        errors.add(FieldError.notFound(path(), printable()));
    }

    public void tooLong(int maxBytes) {
        errors.add(FieldError.tooLong(path(), maxBytes));
    }

    public void tooMany(int max) {
        errors.add(FieldError.tooMany(path(), size(), max));
    }

    public Field mustBe(Format format) {
        format.problems(text()).forEach(this::invalid);
        return this;
    }

    public Field mustBeIfSet(Format format) {
        return empty() ? this : mustBe(format);
    }

    /** Reports what is missing, or what is wrong with what is there. */
    public Field needs(Format format) {
        if (empty()) required("");
        else mustBe(format);
        return this;
    }

    public Field needed(String detail) {
        if (empty()) required(detail);
        return this;
    }

    public Field needed() {
        return needed("");
    }

    public Field atLeast(long least) {
        if (present() && number() < least) invalid("must be greater than or equal to " + least);
        return this;
    }

    public Field notNegative() {
        return atLeast(0);
    }

    public Field between(long least, long most) {
        if (number() < least || number() > most) invalid("must be between " + least + " and " + most + ", inclusive");
        return this;
    }

    public Field oneOf(List<String> supported) {
        if (!supported.contains(text())) notSupported(supported);
        return this;
    }

    public Field oneOfIfSet(List<String> supported) {
        return empty() ? this : oneOf(supported);
    }

    public Field neededOneOf(List<String> supported) {
        if (empty()) required("");
        else oneOf(supported);
        return this;
    }

    public Field forbiddenIfSet(String detail) {
        if (notEmpty()) forbidden(detail);
        return this;
    }

    public Field immutable(Field stored) {
        if (sameAs(stored)) return this;
        if (absent() && !stored.value.isString()) invalid(NULL, "field is immutable");
        else invalid("field is immutable");
        return this;
    }

    /** Absent and empty are the same here, as they are once decoded upstream. */
    public boolean sameAs(Field other) {
        return empty() ? other.empty() : Tree.equal(value, other.value);
    }

    private FieldPath childPath(String name) {
        return path == null ? FieldPath.of(name) : path.child(name);
    }

    private Object printable() {
        return absent() || value.isString() ? text() : value;
    }
}

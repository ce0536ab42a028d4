package dev.navarch.machinery.codec;

import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies that clients send. */
public final class ObjectDecoder {
    private static final int SUMMARY = 30;

    private final SchemaCatalog schemas;
    private final ProtobufCodec protobuf;

    public ObjectDecoder(SchemaCatalog schemas) {
        this.schemas = schemas;
        this.protobuf = new ProtobufCodec(schemas);
    }

    /**
     * Reads a body, checks it against the schema of the kind it says it is, prunes what the schema does not know and brings it
     * into the form upstream writes: nulls and empty optional fields gone, fields that upstream always writes there.
     *
     * @param expected what the URL stands for; a body without apiVersion and kind is taken to be this. A body of another kind is
     *     decoded all the same: the caller compares {@link Decoded#kind}
     * @throws StatusException 400 with upstream's text when the body cannot be read, has wrong types, or (strict) has unknown or
     *     duplicate fields
     */
    public Decoded decode(byte[] body, MediaType mediaType, GroupVersionKind expected, FieldValidation validation) {
        return decode(body, mediaType, expected, null, validation);
    }

    /**
     * As above for a kind that is not built in.
     *
     * @param schema what the expected kind looks like; null when only the catalog knows, and when nobody does nothing is pruned
     */
    public Decoded decode(
            byte[] body,
            MediaType mediaType,
            GroupVersionKind expected,
            @Nullable ObjectType schema,
            FieldValidation validation) {
        var tree = read(body, mediaType, expected);
        var kind = kind(tree.root, expected, body);
        try {
            var type = kind.equals(expected) && schema != null ? schema : schemas.find(kind);
            return checked(tree, kind, type, validation);
        } catch (BodyException wrong) {
            throw StatusException.badRequest(kind.kind() + " in version \"" + kind.version()
                    + "\" cannot be handled as a " + expected.kind() + ": " + wrong.getMessage());
        }
    }

    /** Brings a tree that was put together here into the form upstream writes. */
    public void normalize(ObjectNode object, ObjectType schema) {
        var typed = TypedTree.of(object, schema, TypeDialect.TREE);
        object.removeAll();
        object.setAll(typed.object());
    }

    /** @param problems what strict validation refuses, in upstream's words */
    private record Tree(JsonNode root, List<String> problems) {}

    private Tree read(byte[] body, MediaType mediaType, GroupVersionKind expected) {
        try {
            return switch (mediaType) {
                case JSON -> json(body);
                case YAML -> yaml(body);
                case PROTOBUF -> new Tree(protobuf.decode(body, expected), List.of());
            };
        } catch (BodyException wrong) {
            throw unrecognized(expected, wrong.getMessage(), body);
        }
    }

    private static Tree json(byte[] body) {
        try {
            var tree = JsonTree.read(body);
            return new Tree(tree.root(), TreeDecoder.duplicates(tree));
        } catch (BodyException wrong) {
            throw new BodyException("couldn't get version/kind; json parse error: " + wrong.getMessage());
        }
    }

    private static Tree yaml(byte[] body) {
        var tree = YamlCodec.readTree(body);
        if (tree.duplicates().isEmpty()) return new Tree(tree.root(), List.of());
        return new Tree(
                tree.root(),
                List.of(tree.duplicates().stream()
                        .collect(Collectors.joining("\n  ", "yaml: unmarshal errors:\n  ", ""))));
    }

    private static GroupVersionKind kind(JsonNode root, GroupVersionKind expected, byte[] body) {
        if (!root.isObject() && !root.isNull()) throw unrecognized(expected, notAnObject(root), body);
        var apiVersion = text(root, "apiVersion", expected, body);
        var kind = text(root, "kind", expected, body);
        var groupVersion = apiVersion.isEmpty() ? expected.groupVersion() : GroupVersion.parse(apiVersion);
        return groupVersion.kind(kind.isEmpty() ? expected.kind() : kind);
    }

    private static String text(JsonNode root, String field, GroupVersionKind expected, byte[] body) {
        var value = root.path(field);
        if (value.isString() || value.isMissingNode() || value.isNull()) return value.asString("");
        var found = value.isNumber() ? "number" : value.isBoolean() ? "bool" : value.isArray() ? "array" : "object";
        throw unrecognized(
                expected,
                "couldn't get version/kind; json parse error: json: cannot unmarshal " + found
                        + " into Go struct field ." + field + " of type string",
                body);
    }

    private static String notAnObject(JsonNode root) {
        var found = root.isArray() ? "array" : root.isString() ? "string" : root.isNumber() ? "number" : "bool";
        return "couldn't get version/kind; json parse error: json: cannot unmarshal " + found
                + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
                + " \"json:\\\"kind,omitempty\\\"\" }";
    }

    private static Decoded checked(
            Tree tree, GroupVersionKind kind, @Nullable ObjectType type, FieldValidation validation) {
        var problems = new ArrayList<>(tree.problems);
        var object = tree.root instanceof ObjectNode node ? node : Json.object();
        object.put("apiVersion", kind.groupVersion().toString());
        object.put("kind", kind.kind());
        if (type != null) {
            var typed = TypedTree.of(object, type, TypeDialect.JSON);
            typed.unknownFields().forEach(path -> problems.add("unknown field \"" + path + '"'));
            object = typed.object();
        }
        return new Decoded(object, kind, Strictness.judge(problems, validation));
    }

    private static StatusException unrecognized(GroupVersionKind expected, String why, byte[] body) {
        return StatusException.badRequest("the object provided is unrecognized (must be of type " + expected.kind()
                + "): " + why + " (" + summary(body) + ")");
    }

    private static String summary(byte[] body) {
        if (body.length == 0) return "<empty>";
        var length = Math.min(body.length, SUMMARY);
        var text = body[0] == '{'
                ? new String(body, 0, length, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(body, 0, length);
        return body.length > SUMMARY ? text + " ..." : text;
    }
}

package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.handlers.Negotiation.Answers;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.table.Tables;
import dev.navarch.apiserver.table.Tables.RowObject;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.codec.ProtobufCodec;
import dev.navarch.machinery.codec.YamlCodec;
import dev.navarch.resources.TableColumns;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes objects in the form a client asks for. */
public final class ObjectResponses {
    private final Tables tables;
    private final ProtobufCodec protobuf;

    public ObjectResponses(Tables tables, ProtobufCodec protobuf) {
        this.tables = tables;
        this.protobuf = protobuf;
    }

    public Tables tables() {
        return tables;
    }

    public ProtobufCodec protobuf() {
        return protobuf;
    }

    /** How this request wants an object of a resource, or a list of them. */
    public Form form(ApiRequest request, ServedResource resource, Answers answers) {
        return Negotiation.form(request, answers, hasProtobuf(resource));
    }

    /** @param resource whose object it is, null for kinds that have no table */
    public ApiResponse object(ApiRequest request, int code, ObjectNode object, @Nullable ServedResource resource) {
        var form = resource == null
                ? Negotiation.form(request, Answers.PLAIN, protobuf.canEncode(object))
                : form(request, resource, Answers.OBJECT);
        return bytes(
                code,
                form,
                shaped(
                        request,
                        form,
                        object,
                        resource == null ? null : resource.definition().columns()));
    }

    /** An object of a kind that is no resource but has a table, such as Scale. */
    public ApiResponse object(ApiRequest request, int code, ObjectNode object, TableColumns columns) {
        var form = Negotiation.form(request, Answers.OBJECT, protobuf.canEncode(object));
        return bytes(code, form, shaped(request, form, object, columns));
    }

    /** A list of whole objects, as a list, a Table or of their metadata alone. The objects are the caller's own: they are changed. */
    public ObjectNode list(
            ApiRequest request, ServedResource resource, Form form, ObjectNode metadata, List<ObjectNode> objects) {
        if (form.shape() == Form.Shape.TABLE)
            return tables.table(
                    resource.definition().columns(),
                    objects,
                    metadata,
                    RowObject.of(request.parameter("includeObject")),
                    form.asVersion(),
                    true);
        var partial = form.shape() == Form.Shape.METADATA;
        var list = Json.object();
        list.put("kind", partial ? "PartialObjectMetadataList" : resource.kind().kind() + "List");
        list.put(
                "apiVersion",
                partial
                        ? "meta.k8s.io/" + form.asVersion()
                        : resource.kind().groupVersion().toString());
        list.set("metadata", metadata);
        var items = list.putArray("items");
        for (var object : objects)
            items.add(partial ? Tables.metadataOnly(object, form.asVersion()) : item(resource, object));
        return list;
    }

    /** The list says for all of them what they are, but for custom resources. */
    private static ObjectNode item(ServedResource resource, ObjectNode object) {
        if (!resource.custom()) object.remove(List.of("kind", "apiVersion"));
        return object;
    }

    public ApiResponse.Bytes bytes(int code, Form form, ObjectNode object) {
        return new ApiResponse.Bytes(code, form.media().text(), encode(form, object));
    }

    public byte[] encode(Form form, ObjectNode object) {
        return switch (form.media()) {
            case JSON -> json(object, form.pretty());
            case YAML -> YamlCodec.write(object);
            case PROTOBUF -> protobuf.encode(object);
        };
    }

    /** One line more than the tree, as upstream writes it. */
    public static byte[] json(JsonNode object, boolean pretty) {
        var bytes = pretty ? Json.writePretty(object) : Json.write(object);
        var line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }

    private ObjectNode shaped(ApiRequest request, Form form, ObjectNode object, @Nullable TableColumns columns) {
        if (columns == null) return object;
        return switch (form.shape()) {
            case OBJECT -> object;
            case METADATA -> Tables.metadataOnly(object, form.asVersion());
            case TABLE ->
                tables.table(
                        columns,
                        List.of(object),
                        tableMetadata(object),
                        RowObject.of(request.parameter("includeObject")),
                        form.asVersion(),
                        true);
        };
    }

    /** What a Table of one object takes over of its metadata. */
    static ObjectNode tableMetadata(ObjectNode object) {
        var metadata = Json.object();
        var version = object.path("metadata").path("resourceVersion").asString("");
        if (!version.isEmpty()) metadata.put("resourceVersion", version);
        return metadata;
    }

    private boolean hasProtobuf(ServedResource resource) {
        return protobuf.canEncode(resource.kind());
    }
}

package dev.navarch.machinery.openapi;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.schema.SchemaCatalog;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** The documents under {@code /openapi/v3}. */
public final class OpenApiV3 {
    private final DescribedSchemas schemas;

    public OpenApiV3(SchemaCatalog schemas, Descriptions descriptions) {
        this.schemas = new DescribedSchemas(schemas, descriptions);
    }

    /** The index: one entry a group and version, whose URL carries the hash of its document. */
    public ObjectNode index(Map<GroupVersion, String> hashes) {
        var index = Json.object();
        var paths = index.putObject("paths");
        hashes.forEach((version, hash) -> {
            var path = ApiOperations.root(version).substring(1);
            paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
        });
        return index;
    }

    /** One group and version: its paths, and every definition they reach. */
    public ObjectNode document(GroupVersion groupVersion, Collection<OpenApiResource> resources) {
        var document = Json.object();
        document.put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.0");
        var paths = document.putObject("paths");
        var definitions = new LinkedHashSet<String>();
        for (var resource : resources) {
            if (!resource.groupVersion().equals(groupVersion)) continue;
            for (var operation : ApiOperations.of(resource)) {
                paths.withObjectProperty(operation.path()).set(operation.method(), write(operation));
                definitions.add(operation.body());
                definitions.add(operation.response());
            }
        }
        for (var path : new TreeSet<>(paths.propertyNames())) addPathParameters((ObjectNode) paths.get(path), path);
        var components = document.putObject("components");
        components.putObject("schemas").setAll(schemas.reachableFrom(definitions));
        components
                .putObject("securitySchemes")
                .putObject("BearerToken")
                .put("type", "apiKey")
                .put("name", "authorization")
                .put("in", "header");
        return document;
    }

    private static void addPathParameters(ObjectNode item, String path) {
        if (!path.contains("{")) return;
        var parameters = item.putArray("parameters");
        for (var name : new String[] {"name", "namespace"}) {
            if (!path.contains("{" + name + "}")) continue;
            var parameter = parameters.addObject();
            parameter.put("name", name).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string").put("uniqueItems", true);
        }
    }

    private ObjectNode write(ApiOperation operation) {
        var tree = Json.object();
        tree.putArray("tags").add(operation.tag());
        tree.put("operationId", operation.id());
        var parameters = tree.putArray("parameters");
        for (var query : operation.query()) {
            var parameter = parameters.addObject();
            parameter.put("name", query.name()).put("in", "query");
            parameter.putObject("schema").put("type", query.type()).put("uniqueItems", true);
        }
        if (!operation.body().isEmpty())
            body(operation, tree.putObject("requestBody").putObject("content"));
        responses(operation, tree.putObject("responses"));
        tree.put("x-kubernetes-action", operation.action());
        GroupVersionKindTree.write(operation.kind(), tree.putObject("x-kubernetes-group-version-kind"));
        return tree;
    }

    private void body(ApiOperation operation, ObjectNode content) {
        for (var type : operation.consumes())
            reference(operation.body(), content.putObject(type).putObject("schema"));
    }

    private void responses(ApiOperation operation, ObjectNode responses) {
        var codes = operation.method().equals("post") ? new String[] {"200", "201", "202"} : new String[] {"200"};
        for (var code : codes) {
            var content = responses.putObject(code).put("description", "OK").putObject("content");
            if (operation.response().isEmpty())
                content.putObject("*/*").putObject("schema").put("type", "string");
            else
                for (var type : ApiOperation.MEDIA_TYPES)
                    reference(operation.response(), content.putObject(type).putObject("schema"));
        }
        responses.putObject("401").put("description", "Unauthorized");
    }

    private void reference(String definition, ObjectNode schema) {
        if (schemas.has(definition)) schema.put("$ref", DescribedSchemas.PREFIX + definition);
        else schema.put("type", "object");
    }
}

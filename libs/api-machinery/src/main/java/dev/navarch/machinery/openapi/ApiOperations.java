package dev.navarch.machinery.openapi;

import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.patch.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The operations that a resource's verbs stand for. */
final class ApiOperations {
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String STATUS = META + "Status";
    private static final String DELETE_OPTIONS = META + "DeleteOptions";
    private static final String PATCH = META + "Patch";

    private final OpenApiResource resource;
    private final List<ApiOperation> operations = new ArrayList<>();

    private ApiOperations(OpenApiResource resource) {
        this.resource = resource;
    }

    static List<ApiOperation> of(OpenApiResource resource) {
        var builder = new ApiOperations(resource);
        builder.addAll();
        return builder.operations;
    }

    private void addAll() {
        var root = root(resource.groupVersion());
        var everywhere = root + "/" + resource.plural();
        var collection = resource.namespaced() ? root + "/namespaces/{namespace}/" + resource.plural() : everywhere;
        var item = collection + "/{name}";
        addCollection(collection);
        if (resource.namespaced() && resource.verbs().contains("list"))
            add(everywhere, "get", "list", "list", "ForAllNamespaces", list(), QueryParameter.LIST);
        addItem(item, resource.kind(), resource.verbs(), resource.definition(), "");
        for (var subresource : resource.subresources()) {
            var path = item + "/" + subresource.name();
            addItem(
                    path,
                    subresource.kind(),
                    subresource.verbs(),
                    subresource.definition(),
                    pascal(subresource.name()));
        }
    }

    private void addCollection(String path) {
        if (resource.verbs().contains("list")) add(path, "get", "list", "list", "", list(), QueryParameter.LIST);
        if (resource.verbs().contains("create"))
            add(path, "post", "post", "create", "", resource.definition(), QueryParameter.WRITE);
        if (resource.verbs().contains("deletecollection"))
            add(path, "delete", "deletecollection", "deleteCollection", "", STATUS, QueryParameter.DELETE);
    }

    private void addItem(String path, GroupVersionKind kind, Set<String> verbs, String definition, String suffix) {
        var isStream = definition.isEmpty();
        var read = isStream ? "connect" : "get";
        if (verbs.contains("get")) add(path, "get", read, "read", suffix, kind, "", definition, QueryParameter.READ);
        if (verbs.contains("create") && !suffix.isEmpty())
            add(
                    path,
                    "post",
                    isStream ? "connect" : "post",
                    "create",
                    suffix,
                    kind,
                    definition,
                    definition,
                    QueryParameter.WRITE);
        if (verbs.contains("update"))
            add(
                    path,
                    "put",
                    isStream ? "connect" : "put",
                    "replace",
                    suffix,
                    kind,
                    definition,
                    definition,
                    QueryParameter.WRITE);
        if (verbs.contains("patch"))
            add(
                    path,
                    "patch",
                    isStream ? "connect" : "patch",
                    "patch",
                    suffix,
                    kind,
                    isStream ? "" : PATCH,
                    definition,
                    QueryParameter.PATCH);
        if (verbs.contains("delete"))
            add(
                    path,
                    "delete",
                    isStream ? "connect" : "delete",
                    "delete",
                    suffix,
                    kind,
                    isStream ? "" : DELETE_OPTIONS,
                    STATUS,
                    QueryParameter.DELETE);
    }

    private String list() {
        return resource.definition() + "List";
    }

    private void add(
            String path,
            String method,
            String action,
            String word,
            String suffix,
            String response,
            List<QueryParameter> query) {
        var body = method.equals("post") ? resource.definition() : method.equals("delete") ? DELETE_OPTIONS : "";
        add(path, method, action, word, suffix, resource.kind(), body, response, query);
    }

    private void add(
            String path,
            String method,
            String action,
            String word,
            String suffix,
            GroupVersionKind kind,
            String body,
            String response,
            List<QueryParameter> query) {
        var scope = path.contains("{namespace}") ? "Namespaced" : "";
        var id = word
                + groupName(resource.groupVersion())
                + scope
                + resource.kind().kind()
                + suffix;
        operations.add(new ApiOperation(
                path, method, action, id, tag(resource.groupVersion()), kind, body, consumes(body), response, query));
    }

    private List<String> consumes(String body) {
        if (body.isEmpty()) return List.of();
        if (!body.equals(PATCH)) return ApiOperation.MEDIA_TYPES;
        var types = new ArrayList<String>();
        for (var type : PatchType.values())
            if (type != PatchType.STRATEGIC_MERGE_PATCH || resource.strategicMerge()) types.add(type.mediaType());
        return types;
    }

    static String root(GroupVersion version) {
        return version.group().isEmpty() ? "/api/" + version.version() : "/apis/" + version;
    }

    private static String tag(GroupVersion version) {
        var group = pascal(shortGroup(version));
        return group.substring(0, 1).toLowerCase(Locale.ROOT) + group.substring(1) + "_" + version.version();
    }

    private static String groupName(GroupVersion version) {
        return pascal(shortGroup(version)) + pascal(version.version());
    }

    private static String shortGroup(GroupVersion version) {
        return version.group().isEmpty() ? "core" : version.group().replace(".k8s.io", "");
    }

    private static String pascal(String words) {
        var text = new StringBuilder();
        for (var word : words.split("[.-]"))
            text.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word, 1, word.length());
        return text.toString();
    }
}

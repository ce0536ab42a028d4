package dev.navarch.cloud.nodes;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Taint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A merge patch of a Node that takes one taint away or puts one in its place; refused when somebody else wrote meanwhile. */
final class TaintPatch {
    private final JsonObject metadata = new JsonObject();
    private final JsonObject spec = new JsonObject();

    private TaintPatch(V1Node node, String key, @Nullable V1Taint replacement) {
        metadata.addProperty("resourceVersion", node.getMetadata().getResourceVersion());
        var taints = new JsonArray();
        taintsOf(node).stream()
                .filter(taint -> !key.equals(taint.getKey()))
                .forEach(taint -> taints.add(ModelJson.tree(taint)));
        if (replacement != null) taints.add(ModelJson.tree(replacement));
        spec.add("taints", taints);
    }

    static TaintPatch without(V1Node node, String key) {
        return new TaintPatch(node, key, null);
    }

    static TaintPatch with(V1Node node, V1Taint taint) {
        return new TaintPatch(node, taint.getKey(), taint);
    }

    static boolean isTainted(V1Node node, String key) {
        return taintsOf(node).stream().anyMatch(taint -> key.equals(taint.getKey()));
    }

    /** Further parts of the same patch. */
    JsonObject metadata() {
        return metadata;
    }

    JsonObject spec() {
        return spec;
    }

    @Override
    public String toString() {
        var patch = new JsonObject();
        patch.add("metadata", metadata);
        patch.add("spec", spec);
        return patch.toString();
    }

    private static List<V1Taint> taintsOf(V1Node node) {
        var spec = node.getSpec();
        return spec == null || spec.getTaints() == null ? List.of() : spec.getTaints();
    }
}

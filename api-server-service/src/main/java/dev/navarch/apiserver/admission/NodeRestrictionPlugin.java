package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.identity.NodeIdentity;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A node agent writes its own node, and the pods bound to it; and asks for tokens of no others. */
public final class NodeRestrictionPlugin implements AdmissionPlugin {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final ObjectReader objects;

    public NodeRestrictionPlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "NodeRestriction";
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var node = NodeIdentity.nodeName(request.caller().user());
        if (node == null) return;
        switch (request.request().groupResource().toString()) {
            case "nodes" -> checkNode(request, node);
            case "pods" -> checkPod(request, node);
            case "serviceaccounts" -> checkToken(request, node);
            case "persistentvolumes" -> checkVolume(request, node);
            default -> {}
        }
    }

    private static void checkNode(AdmissionRequest request, String node) {
        if (!request.targetName().equals(node))
            throw request.forbidden(
                    "node \"" + node + "\" is not allowed to modify node \"" + request.targetName() + "\"");
        if (request.operation() == Operation.DELETE)
            throw request.forbidden("node \"" + node + "\" is not allowed to delete itself");
        if (request.operation() == Operation.UPDATE && request.object() != null && request.stored() != null)
            if (!taints(request.object()).equals(taints(request.stored())))
                throw request.forbidden("node \"" + node + "\" is not allowed to modify taints");
    }

    /** Beyond upstream: its agent lets a local volume go once the data is removed. */
    private static void checkVolume(AdmissionRequest request, String node) {
        var volume = request.stored();
        var ours = volume != null
                && volume.path("metadata")
                        .path("annotations")
                        .path("pv.kubernetes.io/provisioned-by")
                        .asString("")
                        .equals("navarch.dev/local-path");
        if (request.operation() != Operation.UPDATE || volume == null || !ours || !liesOn(volume, node))
            throw request.forbidden("node \"" + node + "\" is not allowed to modify this volume");
    }

    private static boolean liesOn(JsonNode volume, String node) {
        for (var term :
                volume.path("spec").path("nodeAffinity").path("required").path("nodeSelectorTerms"))
            for (var expression : term.path("matchExpressions"))
                if (expression.path("key").asString("").equals("kubernetes.io/hostname")
                        && expression.path("values").path(0).asString("").equals(node)) return true;
        return false;
    }

    private void checkPod(AdmissionRequest request, String node) {
        switch (request.request().subresource()) {
            case "" -> checkPodItself(request, node);
            case "status" -> {
                if (!boundTo(request.stored(), node))
                    throw request.forbidden("node \"" + node
                            + "\" can only update pod status for pods with spec.nodeName set to itself");
            }
            case "eviction" -> {
                var pod = objects.find(PODS, request.namespace(), request.name());
                if (pod != null && !boundTo(pod, node))
                    throw request.forbidden("node " + node + " can only evict pods with spec.nodeName set to itself");
            }
            default ->
                throw request.forbidden("unexpected pod subresource \""
                        + request.request().subresource() + "\", only 'status' and 'eviction' are allowed");
        }
    }

    private static void checkPodItself(AdmissionRequest request, String node) {
        switch (request.operation()) {
            case CREATE -> {
                var pod = Objects.requireNonNull(request.object());
                if (!pod.path("metadata").path("annotations").has(MIRROR))
                    throw request.forbidden("pod does not have \"" + MIRROR + "\" annotation, node \"" + node
                            + "\" can only create mirror pods");
                if (!boundTo(pod, node))
                    throw request.forbidden(
                            "node \"" + node + "\" can only create pods with spec.nodeName set to itself");
            }
            case DELETE -> {
                if (request.stored() != null && !boundTo(request.stored(), node))
                    throw request.forbidden(
                            "node \"" + node + "\" can only delete pods with spec.nodeName set to itself");
            }
            case UPDATE, CONNECT ->
                throw request.forbidden("unexpected operation \"" + request.operation() + "\", node \"" + node
                        + "\" can only create and delete mirror pods");
        }
    }

    private void checkToken(AdmissionRequest request, String node) {
        if (!request.request().subresource().equals("token") || request.object() == null) return;
        var reference = request.object().path("spec").path("boundObjectRef");
        if (!"Pod".equals(reference.path("kind").asString("")))
            throw request.forbidden("node requested token not bound to a pod");
        var pod = objects.find(PODS, request.namespace(), reference.path("name").asString(""));
        if (pod == null) return;
        if (!reference
                .path("uid")
                .asString("")
                .equals(pod.path("metadata").path("uid").asString("")))
            throw request.forbidden("the UID in the bound object reference does not match the UID in record. The object"
                    + " might have been deleted and then recreated");
        if (!boundTo(pod, node))
            throw request.forbidden("node requested token bound to a pod scheduled on a different node");
    }

    private static boolean boundTo(@Nullable ObjectNode pod, String node) {
        return pod != null && pod.path("spec").path("nodeName").asString("").equals(node);
    }

    private static JsonNode taints(ObjectNode node) {
        var taints = node.path("spec").path("taints");
        return taints.isArray() ? taints : tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    }
}

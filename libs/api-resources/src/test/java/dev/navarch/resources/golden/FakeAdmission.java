package dev.navarch.resources.golden;

import dev.navarch.machinery.codec.Json;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.tree.Tree;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What admission and the allocators add to new objects. */
final class FakeAdmission {
    private static final String TOKEN_VOLUME = """
            {"name": "kube-api-access-abcde", "projected": {"defaultMode": 420, "sources": [
                {"serviceAccountToken": {"expirationSeconds": 3607, "path": "token"}},
                {"configMap": {"items": [{"key": "ca.crt", "path": "ca.crt"}], "name": "kube-root-ca.crt"}},
                {"downwardAPI": {"items": [
                    {"fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.namespace"}, "path": "namespace"}]}}]}}
            """;

    private FakeAdmission() {}

    static void admit(ResourceDefinition definition, ObjectNode object) {
        switch (definition.names().kind()) {
            case "Pod" -> pod(Tree.object(object, "spec"));
            case "PersistentVolume" -> finalizer(object, "kubernetes.io/pv-protection");
            case "PersistentVolumeClaim" -> finalizer(object, "kubernetes.io/pvc-protection");
            case "CertificateSigningRequest" ->
                Tree.object(object, "spec")
                        .put("username", "ann")
                        .putArray("groups")
                        .add("system:masters")
                        .add("system:authenticated");
            default -> {}
        }
    }

    private static void pod(ObjectNode spec) {
        for (var list : List.of("initContainers", "containers"))
            for (var container : Tree.objects(spec, list))
                container
                        .withArray("volumeMounts")
                        .addObject()
                        .put("mountPath", "/var/run/secrets/kubernetes.io/serviceaccount")
                        .put("name", "kube-api-access-abcde")
                        .put("readOnly", true);
        spec.withArray("volumes").add(Json.read(TOKEN_VOLUME));
        for (var taint : List.of("not-ready", "unreachable"))
            spec.withArray("tolerations")
                    .addObject()
                    .put("effect", "NoExecute")
                    .put("key", "node.kubernetes.io/" + taint)
                    .put("operator", "Exists")
                    .put("tolerationSeconds", 300);
        Tree.fill(spec, "serviceAccountName", "default");
        Tree.fill(spec, "priority", 0);
        Tree.fill(spec, "preemptionPolicy", "PreemptLowerPriority");
    }

    private static void finalizer(ObjectNode object, String name) {
        Tree.object(object, "metadata").putArray("finalizers").add(name);
    }

    static void admitUpdate(ResourceDefinition definition, ObjectNode object, ObjectNode stored) {
        if (!definition.names().kind().equals("Pod")) return;
        for (var field : List.of("priority", "preemptionPolicy"))
            if (!object.path("spec").has(field))
                Tree.copy(Tree.object(stored, "spec"), Tree.object(object, "spec"), field);
    }

    static void allocate(ResourceDefinition definition, ObjectNode object) {
        if (!definition.names().kind().equals("Service")) return;
        var spec = Tree.object(object, "spec");
        var type = Tree.text(spec, "type");
        if (type.equals("ExternalName")) return;
        Tree.fill(spec, "clusterIP", "10.96.0.77");
        if (!spec.has("clusterIPs")) spec.putArray("clusterIPs").add(Tree.text(spec, "clusterIP"));
        if (!spec.has("ipFamilies")) spec.putArray("ipFamilies").add("IPv4");
        Tree.fill(spec, "ipFamilyPolicy", "SingleStack");
        var free = 30077;
        if (!type.equals("ClusterIP"))
            for (var port : Tree.objects(spec, "ports")) Tree.fillZero(port, "nodePort", free++);
        if (type.equals("LoadBalancer")
                && Tree.text(spec, "externalTrafficPolicy").equals("Local"))
            Tree.fillZero(spec, "healthCheckNodePort", 30078);
    }
}

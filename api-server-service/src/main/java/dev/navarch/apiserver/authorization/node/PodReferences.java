package dev.navarch.apiserver.authorization.node;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a pod needs of its namespace. */
record PodReferences(
        String serviceAccount, Set<String> secrets, Set<String> configMaps, Set<String> claims, Set<String> devices) {
    static PodReferences of(JsonNode pod) {
        var spec = pod.path("spec");
        var secrets = new HashSet<String>();
        var configMaps = new HashSet<String>();
        var claims = new HashSet<String>();
        var devices = new HashSet<String>();
        for (var secret : spec.path("imagePullSecrets")) add(secrets, secret.path("name"));
        for (var kind : new String[] {"initContainers", "containers", "ephemeralContainers"})
            for (var container : spec.path(kind)) readContainer(container, secrets, configMaps);
        var podName = pod.path("metadata").path("name").asString("");
        for (var volume : spec.path("volumes")) readVolume(volume, podName, secrets, configMaps, claims);
        for (var device : spec.path("resourceClaims")) add(devices, device.path("resourceClaimName"));
        for (var device : pod.path("status").path("resourceClaimStatuses"))
            add(devices, device.path("resourceClaimName"));
        return new PodReferences(
                spec.path("serviceAccountName").asString(""),
                Set.copyOf(secrets),
                Set.copyOf(configMaps),
                Set.copyOf(claims),
                Set.copyOf(devices));
    }

    private static void readContainer(JsonNode container, Set<String> secrets, Set<String> configMaps) {
        for (var variable : container.path("env")) {
            add(secrets, variable.path("valueFrom").path("secretKeyRef").path("name"));
            add(configMaps, variable.path("valueFrom").path("configMapKeyRef").path("name"));
        }
        for (var source : container.path("envFrom")) {
            add(secrets, source.path("secretRef").path("name"));
            add(configMaps, source.path("configMapRef").path("name"));
        }
    }

    private static void readVolume(
            JsonNode volume, String podName, Set<String> secrets, Set<String> configMaps, Set<String> claims) {
        add(secrets, volume.path("secret").path("secretName"));
        add(configMaps, volume.path("configMap").path("name"));
        add(claims, volume.path("persistentVolumeClaim").path("claimName"));
        if (volume.has("ephemeral"))
            claims.add(podName + "-" + volume.path("name").asString(""));
        for (var source : volume.path("projected").path("sources")) {
            add(secrets, source.path("secret").path("name"));
            add(configMaps, source.path("configMap").path("name"));
        }
        for (var driver : new String[] {"csi", "flexVolume", "rbd", "cephfs", "iscsi", "scaleIO", "storageos"}) {
            add(secrets, volume.path(driver).path("nodePublishSecretRef").path("name"));
            add(secrets, volume.path(driver).path("secretRef").path("name"));
        }
        add(secrets, volume.path("azureFile").path("secretName"));
    }

    private static void add(Set<String> names, JsonNode name) {
        var text = name.asString("");
        if (!text.isEmpty()) names.add(text);
    }
}

package dev.navarch.nodeagent.node;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.LocalVolumes;
import dev.navarch.client.json.ModelJson;
import dev.navarch.nodeagent.settings.NodeDirectories;
import dev.navarch.nodeagent.settings.NodeProperties;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Taint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the Node object into being, or its labels up to date. */
final class NodeRegistration {
    private static final Logger log = LoggerFactory.getLogger(NodeRegistration.class);
    private final ClusterClient client;
    private final NodeProperties properties;

    NodeRegistration(ClusterClient client, NodeProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    V1Node register() {
        var nodes = client.resource(V1Node.class);
        var present = nodes.find("", properties.name());
        if (present == null) {
            try {
                var created = nodes.create(blank());
                log.info("Registered node name={}", properties.name());
                return created;
            } catch (ApiFailure e) {
                if (!e.isAlreadyExists()) throw e;
                present = nodes.get("", properties.name());
            }
        }
        return withLabels(present);
    }

    private V1Node withLabels(V1Node present) {
        var metadata = Objects.requireNonNull(present.getMetadata());
        var labels = new HashMap<>(Objects.requireNonNullElse(metadata.getLabels(), Map.<String, String>of()));
        var annotations =
                new HashMap<>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of()));
        labels.putAll(labels());
        annotations.putAll(annotations());
        if (labels.equals(metadata.getLabels()) && annotations.equals(metadata.getAnnotations())) return present;
        var next = ModelJson.copy(present);
        Objects.requireNonNull(next.getMetadata()).labels(labels).annotations(annotations);
        return client.resource(V1Node.class).update(next);
    }

    private V1Node blank() {
        var spec = new V1NodeSpec();
        if (!properties.registerWithTaints().isEmpty()) {
            spec.setTaints(properties.registerWithTaints().stream()
                    .map(NodeRegistration::taint)
                    .toList());
        }
        return new V1Node()
                .metadata(new V1ObjectMeta()
                        .name(properties.name())
                        .labels(labels())
                        .annotations(annotations()))
                .spec(spec);
    }

    private Map<String, String> annotations() {
        var volumes = NodeDirectories.of(properties.directory()).volumes();
        return new HashMap<>(Map.of(
                "volumes.kubernetes.io/controller-managed-attach-detach",
                "true",
                LocalVolumes.FOLDER_ANNOTATION,
                volumes.toString()));
    }

    private Map<String, String> labels() {
        var labels = new HashMap<String, String>();
        labels.put("kubernetes.io/hostname", properties.name());
        for (var prefix : List.of("kubernetes.io/", "beta.kubernetes.io/")) {
            labels.put(prefix + "os", "linux");
            labels.put(prefix + "arch", Machine.architecture());
        }
        labels.putAll(properties.registerWithLabels());
        return labels;
    }

    /** {@code key=value:Effect} or {@code key:Effect}. */
    private static V1Taint taint(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 0) throw new IllegalArgumentException("a taint is key=value:Effect, found " + text);
        var pair = text.substring(0, colon).split("=", 2);
        return new V1Taint()
                .key(pair[0])
                .value(pair.length == 2 ? pair[1] : null)
                .effect(text.substring(colon + 1));
    }
}

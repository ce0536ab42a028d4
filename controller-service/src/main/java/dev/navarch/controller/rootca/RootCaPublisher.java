package dev.navarch.controller.rootca;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

public final class RootCaPublisher {
    private static final String NAME = "kube-root-ca.crt";
    private static final InformerScope SCOPE = InformerScope.fieldSelector("metadata.name=" + NAME);
    private static final String DESCRIPTION = "kubernetes.io/description";
    private static final String TEXT = "Contains a CA bundle that can be used to verify the kube-apiserver when using"
            + " internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is"
            + " guaranteed across distributions of Kubernetes clusters.";

    private final String certificate;
    private final Informer<V1Namespace> namespaces;
    private final Informer<V1ConfigMap> published;
    private final ResourceClient<V1ConfigMap> client;

    /** @param certificate in PEM */
    public RootCaPublisher(ClusterClient cluster, String certificate) {
        this.certificate = certificate;
        this.namespaces = cluster.informer(V1Namespace.class);
        this.published = cluster.informer(V1ConfigMap.class, SCOPE);
        this.client = cluster.resource(V1ConfigMap.class);
    }

    public Loop loop() {
        return Loop.named("root-ca-cert-publisher")
                .workers(2)
                .watching(V1Namespace.class)
                .watchingChanges(
                        V1ConfigMap.class,
                        SCOPE,
                        (before, after) -> List.of(namespaceOf(Objects.requireNonNull(after == null ? before : after))))
                .reconciledBy(this::reconcile);
    }

    private static Key namespaceOf(V1ConfigMap configMap) {
        return Key.clusterScoped(configMap.getMetadata().getNamespace());
    }

    private Outcome reconcile(Key key) {
        var namespace = namespaces.find("", key.name());
        if (namespace == null || namespace.getMetadata().getDeletionTimestamp() != null) {
            return Outcome.done();
        }
        var present = published.find(key.name(), NAME);
        try {
            if (present == null) {
                create(key.name());
            } else if (!isRight(present)) {
                repair(ModelJson.copy(present));
            }
        } catch (ApiFailure e) {
            if (!e.isAlreadyExists() && !e.isNotFound() && !e.hasCause("NamespaceTerminating")) {
                throw e;
            }
        }
        return Outcome.done();
    }

    private boolean isRight(V1ConfigMap configMap) {
        var annotations = configMap.getMetadata().getAnnotations();
        return Map.of("ca.crt", certificate).equals(configMap.getData())
                && annotations != null
                && TEXT.equals(annotations.get(DESCRIPTION));
    }

    private void create(String namespace) {
        client.create(new V1ConfigMap()
                .metadata(new V1ObjectMeta().namespace(namespace).name(NAME).annotations(Map.of(DESCRIPTION, TEXT)))
                .data(Map.of("ca.crt", certificate)));
    }

    private void repair(V1ConfigMap configMap) {
        var annotations = new HashMap<String, String>();
        if (configMap.getMetadata().getAnnotations() != null) {
            annotations.putAll(configMap.getMetadata().getAnnotations());
        }
        annotations.put(DESCRIPTION, TEXT);
        configMap.getMetadata().setAnnotations(annotations);
        client.update(configMap.data(Map.of("ca.crt", certificate)));
    }
}

package dev.navarch.controller.namespace;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.namespace.NamespaceContents.Remains;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NamespaceStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the server, not copies: only it knows every kind. Looks again soon at first, then every few seconds. */
public final class NamespaceController {
    private static final String FINALIZER = "kubernetes";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Informer<V1Namespace> namespaces;
    private final ResourceClient<V1Namespace> client;
    private final NamespaceContents contents;
    private final NamespaceConditions conditions;
    private final Map<Key, Duration> pauses = new ConcurrentHashMap<>();

    public NamespaceController(ClusterClient cluster, Clock clock) {
        this.namespaces = cluster.informer(V1Namespace.class);
        this.client = cluster.resource(V1Namespace.class);
        this.contents = new NamespaceContents(cluster);
        this.conditions = new NamespaceConditions(clock);
    }

    public Loop loop() {
        return Loop.named("namespace").workers(10).watching(V1Namespace.class).reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var namespace = namespaces.find("", key.name());
        if (namespace == null
                || namespace.getMetadata().getDeletionTimestamp() == null
                || !finalizers(namespace).contains(FINALIZER)) {
            pauses.remove(key);
            return Outcome.done();
        }
        var remains = contents.delete(key.name());
        try {
            var written = writeStatus(namespace, remains);
            if (remains.isEmpty()) {
                finish(written);
                pauses.remove(key);
                return Outcome.done();
            }
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return Outcome.done();
        }
        return Outcome.requeueAfter(nextPause(key));
    }

    private Duration nextPause(Key key) {
        return Objects.requireNonNull(pauses.compute(key, (_, last) -> {
            var next = last == null ? FIRST_PAUSE : last.multipliedBy(2);
            return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        }));
    }

    private V1Namespace writeStatus(V1Namespace namespace, Remains remains) {
        var changed = ModelJson.copy(namespace);
        var status = Objects.requireNonNullElseGet(changed.getStatus(), V1NamespaceStatus::new);
        status.setConditions(conditions.of(remains, status.getConditions()));
        status.setPhase("Terminating");
        if (status.equals(namespace.getStatus())) {
            return namespace;
        }
        return client.updateStatus(changed.status(status));
    }

    private void finish(V1Namespace namespace) {
        var changed = ModelJson.copy(namespace);
        var left = new ArrayList<>(finalizers(changed));
        left.remove(FINALIZER);
        changed.getSpec().setFinalizers(left);
        client.updateSubresource(changed, "finalize");
    }

    private static List<String> finalizers(V1Namespace namespace) {
        return namespace.getSpec() == null || namespace.getSpec().getFinalizers() == null
                ? List.of()
                : namespace.getSpec().getFinalizers();
    }
}

package dev.navarch.controller.bootstraptoken;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Signs {@code kube-public/cluster-info} with every token that may: whoever holds one can tell that it is genuine. */
public final class BootstrapSigner {
    private static final String NAMESPACE = "kube-public";
    private static final String NAME = "cluster-info";
    private static final Key CLUSTER_INFO = new Key(NAMESPACE, NAME);
    private static final InformerScope SCOPE = InformerScope.fieldSelector("metadata.name=" + NAME);
    private static final String KUBECONFIG = "kubeconfig";
    private static final String SIGNATURE = "jws-kubeconfig-";

    private final Informer<V1ConfigMap> configMaps;
    private final Informer<V1Secret> secrets;
    private final ResourceClient<V1ConfigMap> client;
    private final Clock clock;

    public BootstrapSigner(ClusterClient cluster, Clock clock) {
        this.configMaps = cluster.informer(V1ConfigMap.class, SCOPE);
        this.secrets = cluster.informer(V1Secret.class, TokenCleaner.TOKENS);
        this.client = cluster.resource(V1ConfigMap.class);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("bootstrapsigner")
                .watchingChanges(V1ConfigMap.class, SCOPE, (_, _) -> List.of(CLUSTER_INFO))
                .watchingChanges(V1Secret.class, TokenCleaner.TOKENS, (_, _) -> List.of(CLUSTER_INFO))
                .reconciledBy(_ -> sign());
    }

    private Outcome sign() {
        var present = configMaps.find(NAMESPACE, NAME);
        if (present == null || present.getData() == null) return Outcome.done();
        var kubeconfig = present.getData().get(KUBECONFIG);
        if (kubeconfig == null) return Outcome.done();
        var now = clock.instant();
        var tokens = secrets.list().stream()
                .map(BootstrapToken::find)
                .filter(Objects::nonNull)
                .filter(token -> token.signs() && !token.hasExpired(now))
                .toList();
        var wanted = signed(present.getData(), kubeconfig, tokens);
        if (!wanted.equals(present.getData()))
            client.update(ModelJson.copy(present).data(wanted));
        return untilNextExpiry(tokens, now);
    }

    private static Map<String, String> signed(
            Map<String, String> data, String kubeconfig, List<BootstrapToken> tokens) {
        var wanted = new HashMap<>(data);
        wanted.keySet().removeIf(key -> key.startsWith(SIGNATURE));
        for (var token : tokens) wanted.put(SIGNATURE + token.id(), DetachedSignature.of(kubeconfig, token));
        return wanted;
    }

    private static Outcome untilNextExpiry(List<BootstrapToken> tokens, Instant now) {
        return tokens.stream()
                .map(BootstrapToken::expiration)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(next -> Outcome.requeueAfter(Duration.between(now, next)))
                .orElseGet(Outcome::done);
    }
}

package dev.navarch.controller.bootstraptoken;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Deletes a token's Secret when its time is over. */
public final class TokenCleaner {
    static final InformerScope TOKENS = InformerScope.fieldSelector("type=" + BootstrapToken.TYPE);

    private final Informer<V1Secret> secrets;
    private final ResourceClient<V1Secret> client;
    private final Clock clock;

    public TokenCleaner(ClusterClient cluster, Clock clock) {
        this.secrets = cluster.informer(V1Secret.class, TOKENS);
        this.client = cluster.resource(V1Secret.class);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("tokencleaner")
                .watchingChanges(
                        V1Secret.class,
                        TOKENS,
                        (before, after) -> List.of(Key.of(Objects.requireNonNull(after == null ? before : after))))
                .reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var secret = secrets.find(key.namespace(), key.name());
        var token = secret == null ? null : BootstrapToken.find(secret);
        if (token == null || token.expiration() == null) return Outcome.done();
        var now = clock.instant();
        if (!token.hasExpired(now)) return Outcome.requeueAfter(Duration.between(now, token.expiration()));
        var uid = secret.getMetadata().getUid();
        client.delete(key.namespace(), key.name(), new DeleteRequest(null, uid, null));
        return Outcome.done();
    }
}

package dev.navarch.nodeagent.reference;

import static dev.navarch.nodeagent.podspec.PodParts.nameOf;
import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.textOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.client.ClusterClient;
import io.kubernetes.client.openapi.models.AuthenticationV1TokenRequest;
import io.kubernetes.client.openapi.models.V1BoundObjectReference;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1RuntimeClass;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1TokenRequestSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks the API server; a token is asked for once and kept until it is due. */
public final class ClusterReferences implements ReferencedObjects {
    private static final Duration LONGEST_USE = Duration.ofHours(24);
    private final ClusterClient client;
    private final Clock clock;
    private final Map<TokenKey, ServiceAccountToken> tokens = new ConcurrentHashMap<>();

    private record TokenKey(String podUid, String audience, long expirationSeconds) {}

    public ClusterReferences(ClusterClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public @Nullable V1ConfigMap findConfigMap(String namespace, String name) {
        return client.resource(V1ConfigMap.class).find(namespace, name);
    }

    @Override
    public @Nullable V1Secret findSecret(String namespace, String name) {
        return client.resource(V1Secret.class).find(namespace, name);
    }

    @Override
    public @Nullable V1PersistentVolumeClaim findClaim(String namespace, String name) {
        return client.resource(V1PersistentVolumeClaim.class).find(namespace, name);
    }

    @Override
    public @Nullable V1PersistentVolume findVolume(String name) {
        return client.resource(V1PersistentVolume.class).find("", name);
    }

    @Override
    public @Nullable V1RuntimeClass findRuntimeClass(String name) {
        return client.resource(V1RuntimeClass.class).find("", name);
    }

    @Override
    public List<V1Service> services(String namespace) {
        return client.informer(V1Service.class).list(namespace);
    }

    @Override
    public ServiceAccountToken token(V1Pod pod, @Nullable String audience, long expirationSeconds) {
        var key = new TokenKey(uidOf(pod), audience == null ? "" : audience, expirationSeconds);
        var kept = tokens.get(key);
        if (kept != null && clock.instant().isBefore(kept.refreshAt())) return kept;
        var fresh = request(pod, audience, expirationSeconds);
        tokens.put(key, fresh);
        return fresh;
    }

    public void forget(String podUid) {
        tokens.keySet().removeIf(key -> key.podUid().equals(podUid));
    }

    private ServiceAccountToken request(V1Pod pod, @Nullable String audience, long expirationSeconds) {
        var account = specOf(pod).getServiceAccountName();
        var asked = new AuthenticationV1TokenRequest()
                .apiVersion("authentication.k8s.io/v1")
                .kind("TokenRequest")
                .spec(new V1TokenRequestSpec()
                        .audiences(audience == null ? List.of() : List.of(audience))
                        .expirationSeconds(expirationSeconds)
                        .boundObjectRef(new V1BoundObjectReference()
                                .apiVersion("v1")
                                .kind("Pod")
                                .name(nameOf(pod))
                                .uid(uidOf(pod))));
        var answer = client.resource(V1ServiceAccount.class)
                .createSubresource(
                        namespaceOf(pod),
                        account == null ? "default" : account,
                        "token",
                        asked,
                        AuthenticationV1TokenRequest.class);
        var status = Objects.requireNonNull(answer.getStatus());
        return new ServiceAccountToken(
                textOf(status.getToken()),
                refreshAt(
                        Objects.requireNonNull(status.getExpirationTimestamp()).toInstant()));
    }

    private Instant refreshAt(Instant expiry) {
        var now = clock.instant();
        var use = Duration.between(now, expiry).multipliedBy(4).dividedBy(5);
        return now.plus(use.compareTo(LONGEST_USE) > 0 ? LONGEST_USE : use);
    }
}

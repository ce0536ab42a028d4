package dev.navarch.controller.resourcequota;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceCatalog;
import dev.navarch.client.ServedResource;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.pods.PodState;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.quantity.ResourceAmounts;
import dev.navarch.resources.quota.QuotaEvaluator;
import dev.navarch.resources.quota.QuotaEvaluators;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1ResourceQuota;
import io.kubernetes.client.openapi.models.V1Service;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects that quotas count. Pods, services and claims are watched whole; any other kind is watched from the first quota that
 * names it on.
 */
final class CountedObjects {
    private static final Duration FIRST_LIST = Duration.ofSeconds(30);

    private final ClusterClient cluster;
    private final Clock clock;
    private final Map<String, Watched<?>> watched = new ConcurrentHashMap<>();
    private final Informer<V1ResourceQuota> quotas;
    private volatile Consumer<V1ResourceQuota> lessUsed = _ -> {};

    private record Watched<T extends KubernetesObject>(Informer<T> informer, QuotaEvaluator evaluator) {
        List<ObjectNode> in(String namespace) {
            return informer.list(namespace).stream().map(CountedObjects::tree).toList();
        }
    }

    CountedObjects(ClusterClient cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
        this.quotas = cluster.informer(V1ResourceQuota.class);
        watchWhole(V1Pod.class);
        watchWhole(V1Service.class);
        watchWhole(V1PersistentVolumeClaim.class);
    }

    /** @param listener told each quota of a namespace in which less is used than before */
    void onLessUsed(Consumer<V1ResourceQuota> listener) {
        lessUsed = listener;
    }

    ResourceAmounts used(String namespace, QuotaLimits limits, Instant now) {
        for (var resource : limits.countedResources()) {
            watched.computeIfAbsent(resource, this::watchCounted);
        }
        var used = ResourceAmounts.NONE;
        for (var kind : watched.values()) {
            used = used.plus(used(kind, namespace, limits, now));
        }
        return used.only(limits.names()::contains);
    }

    private static ResourceAmounts used(Watched<?> kind, String namespace, QuotaLimits limits, Instant now) {
        if (limits.names().stream().noneMatch(kind.evaluator()::counts)) {
            return ResourceAmounts.NONE;
        }
        if (!kind.informer().awaitSync(FIRST_LIST)) {
            throw new IllegalStateException("What a quota counts in " + namespace + " is not known yet");
        }
        return kind.in(namespace).stream()
                .filter(object -> kind.evaluator().concerns(limits.scopes(), limits.names(), object))
                .map(object -> kind.evaluator().usage(object, now))
                .reduce(ResourceAmounts.NONE, ResourceAmounts::plus);
    }

    private <T extends KubernetesObject> void watchWhole(Class<T> type) {
        var resource = ResourceCatalog.of(type);
        var kind = watch(cluster.informer(type), resource);
        if (kind != null) {
            watched.put(resource.groupResource(), kind);
        }
    }

    private @Nullable Watched<?> watchCounted(String groupResource) {
        return cluster.discover().resources().stream()
                .filter(resource -> resource.groupResource().equals(groupResource)
                        && resource.namespaced()
                        && resource.supports("list")
                        && resource.supports("watch"))
                .findFirst()
                .map(resource -> watch(cluster.metadata(resource).informer(), resource))
                .orElse(null);
    }

    private <T extends KubernetesObject> @Nullable Watched<T> watch(Informer<T> informer, ServedResource resource) {
        var evaluator = QuotaEvaluators.find(new GroupResource(resource.group(), resource.plural()));
        if (evaluator == null) {
            return null;
        }
        informer.addListener(new Informer.Listener<>() {
            @Override
            public void updated(T before, T after) {
                if (!quotas(after).isEmpty() && (evaluator.chargesUpdates() || hasEnded(before, after))) {
                    compare(evaluator, before, after);
                }
            }

            @Override
            public void deleted(T last) {
                quotas(last).forEach(lessUsed);
            }
        });
        return new Watched<>(informer, evaluator);
    }

    private void compare(QuotaEvaluator evaluator, KubernetesObject before, KubernetesObject after) {
        var now = clock.instant();
        var freed = evaluator.usage(tree(before), now).minus(evaluator.usage(tree(after), now));
        if (!freed.isZero()) {
            quotas(after).forEach(lessUsed);
        }
    }

    private static ObjectNode tree(KubernetesObject object) {
        return (ObjectNode) Json.read(ModelJson.gson().toJson(object));
    }

    private List<V1ResourceQuota> quotas(KubernetesObject object) {
        return quotas.list(Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""));
    }

    private static boolean hasEnded(KubernetesObject before, KubernetesObject after) {
        return before instanceof V1Pod was
                && after instanceof V1Pod is
                && (PodState.isTerminal(is) != PodState.isTerminal(was)
                        || !Objects.equals(
                                was.getMetadata().getGeneration(),
                                is.getMetadata().getGeneration()));
    }
}

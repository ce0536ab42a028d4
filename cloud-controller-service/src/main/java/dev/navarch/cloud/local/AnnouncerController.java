package dev.navarch.cloud.local;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names, in an annotation of each Service with a load balancer address, the node that answers for the address. The node keeps it as
 * long as it is ready and, where the client's address is to be kept, has an endpoint of its own.
 */
final class AnnouncerController {
    /** Read by the node agents. */
    static final String ANNOUNCED_BY = "navarch.dev/announced-by";

    private static final String SERVICE_LABEL = "kubernetes.io/service-name";
    private static final String BY_SERVICE = "announced-service";

    private final Informer<V1Service> services;
    private final Informer<V1Node> nodes;
    private final Informer<V1EndpointSlice> slices;
    private final ResourceClient<V1Service> client;

    AnnouncerController(ClusterClient cluster) {
        this.services = cluster.informer(V1Service.class);
        this.nodes = cluster.informer(V1Node.class);
        this.slices = cluster.informer(V1EndpointSlice.class);
        this.client = cluster.resource(V1Service.class);
        slices.addIndex(
                BY_SERVICE,
                slice -> serviceOf(slice).stream().map(Key::toString).toList());
    }

    Loop loop() {
        return Loop.named("load-balancer-announcer")
                .watching(V1Service.class)
                .watching(V1EndpointSlice.class, AnnouncerController::serviceOf)
                .watchingChanges(V1Node.class, this::announcedByAny)
                .reconciledBy(this::reconcile);
    }

    private static Collection<Key> serviceOf(V1EndpointSlice slice) {
        var metadata = slice.getMetadata();
        var service = metadata.getLabels() == null ? null : metadata.getLabels().get(SERVICE_LABEL);
        return service == null ? List.of() : List.of(new Key(metadata.getNamespace(), service));
    }

    private Collection<Key> announcedByAny(@Nullable V1Node before, @Nullable V1Node after) {
        if (before != null && after != null && isReady(before) == isReady(after)) return List.of();
        return services.list().stream()
                .filter(service -> !IngressAddresses.of(service).isEmpty())
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var service = services.find(key.namespace(), key.name());
        if (service == null) return Outcome.done();
        var present = annotation(service);
        var wanted = IngressAddresses.of(service).isEmpty() ? null : choose(service, present);
        if (!Objects.equals(wanted, present)) annotate(key, wanted);
        return Outcome.done();
    }

    private @Nullable String choose(V1Service service, @Nullable String present) {
        var able = able(service);
        if (present != null && (able.isEmpty() || able.contains(present))) return present;
        var address = IngressAddresses.firstOf(service);
        return able.stream()
                .max(Comparator.comparingInt(node -> (address + node).hashCode()))
                .orElse(null);
    }

    private List<String> able(V1Service service) {
        var ready = nodes.list().stream()
                .filter(AnnouncerController::isReady)
                .map(node -> node.getMetadata().getName())
                .toList();
        if (!"Local".equals(service.getSpec().getExternalTrafficPolicy())) return ready;
        var serving = nodesWithEndpoints(Key.of(service));
        var both = ready.stream().filter(serving::contains).toList();
        return both.isEmpty() ? ready : both;
    }

    private Set<String> nodesWithEndpoints(Key service) {
        return slices.byIndex(BY_SERVICE, service.toString()).stream()
                .flatMap(slice -> Objects.requireNonNullElse(slice.getEndpoints(), List.<V1Endpoint>of()).stream())
                .filter(endpoint -> endpoint.getConditions() == null
                        || !Boolean.FALSE.equals(endpoint.getConditions().getReady()))
                .map(V1Endpoint::getNodeName)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private void annotate(Key key, @Nullable String node) {
        var value = node == null ? "null" : "\"" + node + "\"";
        client.patch(
                key.namespace(),
                key.name(),
                PatchType.MERGE,
                "{\"metadata\":{\"annotations\":{\"" + ANNOUNCED_BY + "\":" + value + "}}}");
    }

    private static @Nullable String annotation(V1Service service) {
        var annotations = service.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(ANNOUNCED_BY);
    }

    private static boolean isReady(V1Node node) {
        var status = node.getStatus();
        return status != null
                && status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}

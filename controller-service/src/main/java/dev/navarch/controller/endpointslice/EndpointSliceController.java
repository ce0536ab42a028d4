package dev.navarch.controller.endpointslice;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.endpointslice.SliceContents.Group;
import dev.navarch.controller.ownership.ControllerReferences;
import dev.navarch.controller.serviceport.ServicePods;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Service;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Services with a selector; those without are somebody else's. A deleted Service's slices go with their owner. */
public final class EndpointSliceController {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final String US = "endpointslice-controller.k8s.io";
    private static final String HEADLESS = "service.kubernetes.io/headless";
    private static final String TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";

    private final Informer<V1Service> services;
    private final Informer<V1Pod> pods;
    private final Informer<V1EndpointSlice> slices;
    private final ResourceClient<V1EndpointSlice> client;
    private final SliceContents contents;
    private final Clock clock;

    public EndpointSliceController(ClusterClient cluster, Clock clock) {
        this.services = cluster.informer(V1Service.class);
        this.pods = cluster.informer(V1Pod.class);
        this.slices = cluster.informer(V1EndpointSlice.class);
        this.client = cluster.resource(V1EndpointSlice.class);
        this.contents = new SliceContents(cluster.informer(V1Node.class));
        this.clock = clock;
        slices.addIndex("service", slice -> List.of(serviceOf(slice).toString()));
    }

    public Loop loop() {
        return Loop.named("endpointslice")
                .workers(5)
                .watching(V1Service.class)
                .watching(V1Pod.class, this::servicesOf)
                .watching(V1EndpointSlice.class, slice -> isOurs(slice) ? List.of(serviceOf(slice)) : List.of())
                .reading(V1Node.class)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> servicesOf(V1Pod pod) {
        return services.list(pod.getMetadata().getNamespace()).stream()
                .filter(service ->
                        ServicePods.selects(service, pod.getMetadata().getLabels()))
                .map(Key::of)
                .toList();
    }

    private static Key serviceOf(V1EndpointSlice slice) {
        var labels = slice.getMetadata().getLabels();
        var name = labels == null ? null : labels.get(SERVICE_NAME);
        return new Key(slice.getMetadata().getNamespace(), Objects.requireNonNullElse(name, ""));
    }

    private static boolean isOurs(V1EndpointSlice slice) {
        var labels = slice.getMetadata().getLabels();
        return labels != null && US.equals(labels.get(MANAGED_BY));
    }

    private Outcome reconcile(Key key) {
        var service = services.find(key.namespace(), key.name());
        if (service == null
                || service.getMetadata().getDeletionTimestamp() != null
                || !ServicePods.isSelecting(service)) {
            return Outcome.done();
        }
        var selected = pods.list(key.namespace()).stream()
                .filter(pod -> ServicePods.selects(service, pod.getMetadata().getLabels()))
                .filter(ServicePods::hasAddress)
                .toList();
        var wanted = contents.of(service, selected);
        try {
            write(service, wanted.groups());
        } catch (ApiFailure e) {
            if (!e.isNotFound() && !e.hasCause("NamespaceTerminating")) {
                throw e;
            }
        }
        return wanted.complete() ? Outcome.done() : Outcome.requeueAfter(Duration.ofSeconds(1));
    }

    private void write(V1Service service, Map<Group, List<V1Endpoint>> wanted) {
        var present = new LinkedHashMap<Group, List<V1EndpointSlice>>();
        slices.byIndex("service", Key.of(service).toString()).stream()
                .filter(EndpointSliceController::isOurs)
                .filter(slice -> slice.getMetadata().getDeletionTimestamp() == null)
                .forEach(slice -> present.computeIfAbsent(groupOf(slice), _ -> new ArrayList<>())
                        .add(slice));
        var groups = new LinkedHashMap<Group, List<V1Endpoint>>(wanted);
        for (var family : SliceContents.families(service)) {
            if (groups.keySet().stream().noneMatch(group -> group.addressType().equals(family))) {
                groups.put(new Group(family, List.of()), List.of());
            }
        }
        Deque<V1EndpointSlice> surplus = new ArrayDeque<>();
        var missing = new LinkedHashMap<Group, List<List<V1Endpoint>>>();
        present.forEach((group, found) -> {
            if (!groups.containsKey(group)) {
                surplus.addAll(found);
            }
        });
        groups.forEach((group, endpoints) -> {
            var found = present.getOrDefault(group, List.of());
            if (endpoints.isEmpty()) {
                keepPlaceholder(service, group, found, surplus, missing);
            } else {
                var packing = SlicePacking.of(found, endpoints);
                packing.updated().forEach(slice -> update(service, slice, group, SlicePacking.endpoints(slice)));
                surplus.addAll(packing.emptied());
                missing.put(group, packing.created());
                found.stream()
                        .filter(slice -> packing.updated().stream().noneMatch(other -> sameName(slice, other)))
                        .filter(slice -> packing.emptied().stream().noneMatch(other -> sameName(slice, other)))
                        .forEach(slice -> correctLabels(service, slice, group));
            }
        });
        missing.forEach((group, chunks) -> chunks.forEach(chunk -> create(service, group, chunk, surplus)));
        surplus.forEach(slice -> client.delete(
                slice.getMetadata().getNamespace(),
                slice.getMetadata().getName(),
                new DeleteRequest(null, slice.getMetadata().getUid(), null)));
    }

    /** A Service without endpoints has one empty slice for each address family. */
    private void keepPlaceholder(
            V1Service service,
            Group group,
            List<V1EndpointSlice> found,
            Deque<V1EndpointSlice> surplus,
            Map<Group, List<List<V1Endpoint>>> missing) {
        if (found.isEmpty()) {
            missing.put(group, List.of(List.of()));
            return;
        }
        var kept = found.getFirst();
        if (!SlicePacking.endpoints(kept).isEmpty()) {
            update(service, ModelJson.copy(kept), group, List.of());
        } else {
            correctLabels(service, kept, group);
        }
        surplus.addAll(found.subList(1, found.size()));
    }

    private void correctLabels(V1Service service, V1EndpointSlice slice, Group group) {
        if (!labels(service).equals(slice.getMetadata().getLabels())) {
            update(service, ModelJson.copy(slice), group, SlicePacking.endpoints(slice));
        }
    }

    /** A slice that is no longer wanted is rewritten instead of deleted, where the address family is the same. */
    private void create(V1Service service, Group group, List<V1Endpoint> endpoints, Deque<V1EndpointSlice> surplus) {
        var reusable = surplus.stream()
                .filter(slice -> slice.getAddressType().equals(group.addressType()))
                .findFirst();
        if (reusable.isPresent()) {
            surplus.remove(reusable.get());
            update(service, ModelJson.copy(reusable.get()), group, endpoints);
            return;
        }
        client.create(new V1EndpointSlice()
                .metadata(new V1ObjectMeta()
                        .namespace(service.getMetadata().getNamespace())
                        .generateName(service.getMetadata().getName() + "-")
                        .labels(labels(service))
                        .annotations(Map.of(TRIGGER_TIME, now()))
                        .ownerReferences(List.of(ControllerReferences.to(service))))
                .addressType(group.addressType())
                .ports(group.ports())
                .endpoints(endpoints));
    }

    private void update(V1Service service, V1EndpointSlice slice, Group group, List<V1Endpoint> endpoints) {
        var annotations = new HashMap<String, String>();
        if (slice.getMetadata().getAnnotations() != null) {
            annotations.putAll(slice.getMetadata().getAnnotations());
        }
        annotations.put(TRIGGER_TIME, now());
        slice.getMetadata().setAnnotations(annotations);
        slice.getMetadata().setLabels(labels(service));
        client.update(slice.ports(group.ports()).endpoints(endpoints));
    }

    private static Map<String, String> labels(V1Service service) {
        var labels = new HashMap<String, String>();
        if (service.getMetadata().getLabels() != null) {
            labels.putAll(service.getMetadata().getLabels());
        }
        labels.put(SERVICE_NAME, service.getMetadata().getName());
        labels.put(MANAGED_BY, US);
        labels.remove(HEADLESS);
        if (ServicePods.isHeadless(service)) {
            labels.put(HEADLESS, "");
        }
        return labels;
    }

    private static Group groupOf(V1EndpointSlice slice) {
        return new Group(slice.getAddressType(), Objects.requireNonNullElse(slice.getPorts(), List.of()));
    }

    private static boolean sameName(V1EndpointSlice one, V1EndpointSlice other) {
        return one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    private String now() {
        return DateTimeFormatter.ISO_INSTANT.format(clock.instant());
    }
}

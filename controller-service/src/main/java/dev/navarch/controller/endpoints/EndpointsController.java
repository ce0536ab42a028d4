package dev.navarch.controller.endpoints;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.serviceport.ServicePods;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.CoreV1EndpointPort;
import io.kubernetes.client.openapi.models.V1EndpointAddress;
import io.kubernetes.client.openapi.models.V1EndpointSubset;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

public final class EndpointsController {
    private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";
    private static final String HEADLESS = "service.kubernetes.io/headless";
    private static final String OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";
    private static final int MOST = 1000;

    private final Informer<V1Service> services;
    private final Informer<V1Pod> pods;
    private final Informer<V1Endpoints> endpoints;
    private final ResourceClient<V1Endpoints> client;
    private final EventRecorder events;

    public EndpointsController(ClusterClient cluster) {
        this.services = cluster.informer(V1Service.class);
        this.pods = cluster.informer(V1Pod.class);
        this.endpoints = cluster.informer(V1Endpoints.class);
        this.client = cluster.resource(V1Endpoints.class);
        this.events = cluster.events("endpoint-controller");
    }

    public Loop loop() {
        return Loop.named("endpoint")
                .workers(5)
                .watching(V1Service.class)
                .watching(V1Pod.class, this::servicesOf)
                .watching(V1Endpoints.class)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> servicesOf(V1Pod pod) {
        return services.list(pod.getMetadata().getNamespace()).stream()
                .filter(service ->
                        ServicePods.selects(service, pod.getMetadata().getLabels()))
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var service = services.find(key.namespace(), key.name());
        var present = endpoints.find(key.namespace(), key.name());
        if (service == null) {
            return removeOurs(present);
        }
        if (service.getMetadata().getDeletionTimestamp() != null || !ServicePods.isSelecting(service)) {
            return Outcome.done();
        }
        var subsets = subsets(service);
        var truncated = truncate(subsets);
        var wanted = present == null ? fresh(service) : ModelJson.copy(present);
        wanted.getMetadata().setLabels(labels(service));
        markCapacity(wanted.getMetadata(), truncated);
        wanted.setSubsets(subsets);
        if (present == null || !wanted.equals(present)) {
            write(service, wanted, present == null);
        }
        return Outcome.done();
    }

    private Outcome removeOurs(@Nullable V1Endpoints present) {
        if (present != null && isOurs(present)) {
            client.delete(
                    present.getMetadata().getNamespace(),
                    present.getMetadata().getName(),
                    new DeleteRequest(null, present.getMetadata().getUid(), null));
        }
        return Outcome.done();
    }

    private static boolean isOurs(V1Endpoints endpoints) {
        var labels = endpoints.getMetadata().getLabels();
        return labels != null && "endpoint-controller".equals(labels.get(MANAGED_BY));
    }

    private void write(V1Service service, V1Endpoints wanted, boolean create) {
        var where = service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
        try {
            if (create) {
                client.create(wanted);
            } else {
                client.update(wanted);
            }
        } catch (ApiFailure e) {
            if (e.isNotFound() || e.isAlreadyExists() || e.hasCause("NamespaceTerminating")) {
                return;
            }
            if (create) {
                events.warning(
                        wanted,
                        "FailedToCreateEndpoint",
                        "Failed to create endpoint for service " + where + ": " + e.getMessage());
            } else if (!e.isConflict()) {
                events.warning(
                        wanted, "FailedToUpdateEndpoint", "Failed to update endpoint " + where + ": " + e.getMessage());
            }
            throw e;
        }
    }

    private List<V1EndpointSubset> subsets(V1Service service) {
        var ipv6 = "IPv6".equals(firstFamily(service));
        var byPorts = new LinkedHashMap<List<CoreV1EndpointPort>, V1EndpointSubset>();
        pods.list(service.getMetadata().getNamespace()).stream()
                .filter(pod -> ServicePods.selects(service, pod.getMetadata().getLabels()))
                .filter(ServicePods::hasAddress)
                .filter(pod -> !PodState.isTerminating(pod) || ServicePods.publishesNotReady(service))
                .sorted(Comparator.comparing(pod -> pod.getStatus().getPodIP()))
                .forEach(pod -> {
                    var address = ServicePods.address(pod, ipv6);
                    var ports = ports(service, pod);
                    if (address != null && (!ports.isEmpty() || ServicePods.isHeadless(service))) {
                        add(
                                byPorts.computeIfAbsent(ports, p -> new V1EndpointSubset().ports(p)),
                                service,
                                pod,
                                address);
                    }
                });
        return new ArrayList<>(byPorts.values());
    }

    private static void add(V1EndpointSubset subset, V1Service service, V1Pod pod, String ip) {
        var address = new V1EndpointAddress()
                .ip(ip)
                .hostname(ServicePods.hostname(pod, service))
                .nodeName(PodState.nodeName(pod))
                .targetRef(new V1ObjectReference()
                        .kind("Pod")
                        .namespace(pod.getMetadata().getNamespace())
                        .name(pod.getMetadata().getName())
                        .uid(pod.getMetadata().getUid()));
        if (ServicePods.publishesNotReady(service) || PodState.isReady(pod)) {
            subset.addAddressesItem(address);
        } else {
            subset.addNotReadyAddressesItem(address);
        }
    }

    private static List<CoreV1EndpointPort> ports(V1Service service, V1Pod pod) {
        var ports = new ArrayList<CoreV1EndpointPort>();
        for (var port : ServicePods.ports(service)) {
            var number = ServicePods.targetPort(pod, port);
            if (number != null) {
                ports.add(new CoreV1EndpointPort()
                        .name(port.getName())
                        .protocol(Objects.requireNonNullElse(port.getProtocol(), "TCP"))
                        .appProtocol(port.getAppProtocol())
                        .port(number));
            }
        }
        return ports;
    }

    /** Ready addresses stay first. */
    private static boolean truncate(List<V1EndpointSubset> subsets) {
        var total = subsets.stream().mapToInt(EndpointsController::size).sum();
        if (total <= MOST) {
            return false;
        }
        for (var subset : subsets) {
            var share = Math.ceilDiv(size(subset) * MOST, total);
            var ready = Objects.requireNonNullElse(subset.getAddresses(), List.<V1EndpointAddress>of());
            var unready = Objects.requireNonNullElse(subset.getNotReadyAddresses(), List.<V1EndpointAddress>of());
            var keptReady = Math.min(ready.size(), share);
            subset.setAddresses(new ArrayList<>(ready.subList(0, keptReady)));
            subset.setNotReadyAddresses(
                    new ArrayList<>(unready.subList(0, Math.min(unready.size(), share - keptReady))));
        }
        return true;
    }

    private static int size(V1EndpointSubset subset) {
        return Objects.requireNonNullElse(subset.getAddresses(), List.of()).size()
                + Objects.requireNonNullElse(subset.getNotReadyAddresses(), List.of())
                        .size();
    }

    private static void markCapacity(V1ObjectMeta metadata, boolean truncated) {
        var annotations = new HashMap<String, String>();
        if (metadata.getAnnotations() != null) {
            annotations.putAll(metadata.getAnnotations());
        }
        annotations.remove(OVER_CAPACITY);
        if (truncated) {
            annotations.put(OVER_CAPACITY, "truncated");
        }
        metadata.setAnnotations(annotations);
    }

    private static V1Endpoints fresh(V1Service service) {
        return new V1Endpoints()
                .metadata(new V1ObjectMeta()
                        .namespace(service.getMetadata().getNamespace())
                        .name(service.getMetadata().getName()));
    }

    private static Map<String, String> labels(V1Service service) {
        var labels = new HashMap<String, String>();
        if (service.getMetadata().getLabels() != null) {
            labels.putAll(service.getMetadata().getLabels());
        }
        labels.put(MANAGED_BY, "endpoint-controller");
        labels.remove(HEADLESS);
        if (ServicePods.isHeadless(service)) {
            labels.put(HEADLESS, "");
        }
        return labels;
    }

    private static String firstFamily(V1Service service) {
        var families = service.getSpec().getIpFamilies();
        return families == null || families.isEmpty() ? "IPv4" : families.getFirst();
    }
}

package dev.navarch.dns.publish;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Service kube-system/kube-dns, which has no selector, and this server's EndpointSlice. A kube-dns with a selector belongs
 * to somebody else and is left alone. An address on the loopback interface is kept out of the slice: pods would not find this
 * server there. Looks every so often, so what somebody deletes comes back.
 */
public final class KubeDnsService implements AutoCloseable {
    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "kube-dns";
    private static final int PORT = 53;
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(KubeDnsService.class);

    private final ResourceClient<V1Service> services;
    private final ResourceClient<V1EndpointSlice> slices;
    private final String instance;
    private final String serviceAddress;
    private final String advertisedAddress;
    private final IntSupplier port;
    private volatile @Nullable Thread thread;
    private volatile String complaint = "";

    public KubeDnsService(
            ClusterClient client, String instance, String serviceAddress, String advertisedAddress, IntSupplier port) {
        this.services = client.resource(V1Service.class);
        this.slices = client.resource(V1EndpointSlice.class);
        this.instance = instance;
        this.serviceAddress = serviceAddress;
        this.advertisedAddress = advertisedAddress;
        this.port = port;
    }

    public void start() {
        thread = Thread.ofVirtual().name("kube-dns-service").start(this::run);
    }

    /** Pods are not sent here any more. */
    @Override
    public void close() {
        var running = thread;
        thread = null;
        if (running == null) return;
        running.interrupt();
        try {
            slices.delete(NAMESPACE, sliceName(), DeleteRequest.DEFAULT);
        } catch (ApiFailure failure) {
            log.debug("EndpointSlice stays failure={}", failure.getMessage());
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) Thread.sleep(keep() ? PERIOD : RETRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it must be tried again soon. */
    boolean keep() {
        try {
            if (keepService() && !InetAddress.ofLiteral(advertisedAddress).isLoopbackAddress()) keepSlice();
            complaint = "";
            return true;
        } catch (ApiFailure failure) {
            complain(String.valueOf(failure.getMessage()));
            return false;
        }
    }

    private void complain(String message) {
        if (message.equals(complaint)) return;
        complaint = message;
        log.warn("Could not keep Service {}/{} failure={}", NAMESPACE, NAME, message);
    }

    private boolean keepService() {
        var present = services.find(NAMESPACE, NAME);
        if (present == null) {
            services.create(wantedService());
            log.info("Created Service {}/{} address={}", NAMESPACE, NAME, serviceAddress);
            return true;
        }
        var spec = Objects.requireNonNull(present.getSpec());
        if (spec.getSelector() != null && !spec.getSelector().isEmpty()) return false;
        if (ports().equals(spec.getPorts())) return true;
        services.update(present.spec(spec.ports(ports())));
        return true;
    }

    private void keepSlice() {
        var wanted = wantedSlice();
        var present = slices.find(NAMESPACE, sliceName());
        if (present == null) {
            slices.create(wanted);
        } else if (!Objects.equals(present.getEndpoints(), wanted.getEndpoints())
                || !Objects.equals(present.getPorts(), wanted.getPorts())) {
            slices.update(present.endpoints(wanted.getEndpoints()).ports(wanted.getPorts()));
        }
    }

    private V1Service wantedService() {
        return new V1Service()
                .apiVersion("v1")
                .kind("Service")
                .metadata(new V1ObjectMeta()
                        .namespace(NAMESPACE)
                        .name(NAME)
                        .labels(Map.of(
                                "k8s-app",
                                NAME,
                                "kubernetes.io/cluster-service",
                                "true",
                                "kubernetes.io/name",
                                "CoreDNS")))
                .spec(new V1ServiceSpec()
                        .type("ClusterIP")
                        .clusterIP(serviceAddress)
                        .clusterIPs(List.of(serviceAddress))
                        .ports(ports()));
    }

    private List<V1ServicePort> ports() {
        return List.of(
                new V1ServicePort().name("dns").protocol("UDP").port(PORT).targetPort(new IntOrString(port.getAsInt())),
                new V1ServicePort()
                        .name("dns-tcp")
                        .protocol("TCP")
                        .port(PORT)
                        .targetPort(new IntOrString(port.getAsInt())));
    }

    private V1EndpointSlice wantedSlice() {
        return new V1EndpointSlice()
                .apiVersion("discovery.k8s.io/v1")
                .kind("EndpointSlice")
                .metadata(new V1ObjectMeta()
                        .namespace(NAMESPACE)
                        .name(sliceName())
                        .labels(Map.of(
                                "kubernetes.io/service-name",
                                NAME,
                                "endpointslice.kubernetes.io/managed-by",
                                "dns.navarch.dev")))
                .addressType(advertisedAddress.indexOf(':') >= 0 ? "IPv6" : "IPv4")
                .endpoints(List.of(new V1Endpoint()
                        .addresses(List.of(advertisedAddress))
                        .conditions(new V1EndpointConditions()
                                .ready(true)
                                .serving(true)
                                .terminating(false))))
                .ports(List.of(
                        new DiscoveryV1EndpointPort()
                                .name("dns")
                                .protocol("UDP")
                                .port(port.getAsInt()),
                        new DiscoveryV1EndpointPort()
                                .name("dns-tcp")
                                .protocol("TCP")
                                .port(port.getAsInt())));
    }

    private String sliceName() {
        return NAME + "-" + instance;
    }
}

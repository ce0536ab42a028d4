package dev.navarch.metrics.publish;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.ApiregistrationV1ServiceReference;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1APIService;
import io.kubernetes.client.openapi.models.V1APIServiceSpec;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Service kube-system/metrics-server, which has no selector, this server's EndpointSlice, and the APIService that sends
 * metrics.k8s.io there. A metrics-server with a selector belongs to somebody else: then all three are left alone. On a loopback
 * address nobody is sent here. Looks every so often, so what somebody deletes comes back.
 */
public final class MetricsServerService implements AutoCloseable {
    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "metrics-server";
    private static final String API_SERVICE = "v1beta1.metrics.k8s.io";
    private static final int PORT = 443;
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(MetricsServerService.class);

    private final ResourceClient<V1Service> services;
    private final ResourceClient<V1EndpointSlice> slices;
    private final ResourceClient<V1APIService> apiServices;
    private final String instance;
    private final String address;
    private final IntSupplier port;
    private final byte[] authority;
    private final Thread thread =
            Thread.ofVirtual().name("metrics-server-service").unstarted(this::run);
    private String complaint = "";

    /** @param authority signed this server's certificate, PEM */
    public MetricsServerService(
            ClusterClient client, String instance, String address, IntSupplier port, String authority) {
        this.services = client.resource(V1Service.class);
        this.slices = client.resource(V1EndpointSlice.class);
        this.apiServices = client.resource(V1APIService.class);
        this.instance = instance;
        this.address = address;
        this.port = port;
        this.authority = authority.getBytes(StandardCharsets.US_ASCII);
    }

    public void start() {
        thread.start();
    }

    /** The API server does not come here any more. */
    @Override
    public void close() {
        thread.interrupt();
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
            if (keepService() && !InetAddress.ofLiteral(address).isLoopbackAddress()) {
                keepSlice();
                keepApiService();
            }
            complaint = "";
            return true;
        } catch (ApiFailure failure) {
            var message = String.valueOf(failure.getMessage());
            if (!message.equals(complaint)) log.warn("Not published yet failure={}", message);
            complaint = message;
            return false;
        }
    }

    private boolean keepService() {
        var present = services.find(NAMESPACE, NAME);
        if (present == null) {
            services.create(new V1Service()
                    .metadata(named(NAME).labels(Map.of("k8s-app", NAME)))
                    .spec(new V1ServiceSpec().type("ClusterIP").ports(ports())));
            return true;
        }
        var spec = Objects.requireNonNull(present.getSpec());
        if (spec.getSelector() != null && !spec.getSelector().isEmpty()) return false;
        if (!ports().equals(spec.getPorts())) services.update(present.spec(spec.ports(ports())));
        return true;
    }

    private List<V1ServicePort> ports() {
        return List.of(new V1ServicePort()
                .name("https")
                .protocol("TCP")
                .port(PORT)
                .targetPort(new IntOrString(port.getAsInt())));
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

    private V1EndpointSlice wantedSlice() {
        return new V1EndpointSlice()
                .metadata(named(sliceName())
                        .labels(Map.of(
                                "kubernetes.io/service-name",
                                NAME,
                                "endpointslice.kubernetes.io/managed-by",
                                "metrics.navarch.dev")))
                .addressType(address.indexOf(':') >= 0 ? "IPv6" : "IPv4")
                .endpoints(List.of(new V1Endpoint()
                        .addresses(List.of(address))
                        .conditions(new V1EndpointConditions()
                                .ready(true)
                                .serving(true)
                                .terminating(false))))
                .ports(List.of(new DiscoveryV1EndpointPort()
                        .name("https")
                        .protocol("TCP")
                        .port(port.getAsInt())));
    }

    private void keepApiService() {
        var present = apiServices.find("", API_SERVICE);
        if (present == null) {
            apiServices.create(new V1APIService()
                    .metadata(new V1ObjectMeta().name(API_SERVICE).labels(Map.of("k8s-app", NAME)))
                    .spec(wantedSpec()));
            log.info("Created APIService {}", API_SERVICE);
        } else if (!Arrays.equals(Objects.requireNonNull(present.getSpec()).getCaBundle(), authority)) {
            apiServices.update(present.spec(wantedSpec()));
        }
    }

    private V1APIServiceSpec wantedSpec() {
        return new V1APIServiceSpec()
                .group("metrics.k8s.io")
                .version("v1beta1")
                .groupPriorityMinimum(100)
                .versionPriority(100)
                .caBundle(authority)
                .service(new ApiregistrationV1ServiceReference()
                        .namespace(NAMESPACE)
                        .name(NAME)
                        .port(PORT));
    }

    private static V1ObjectMeta named(String name) {
        return new V1ObjectMeta().namespace(NAMESPACE).name(name);
    }

    private String sliceName() {
        return NAME + "-" + instance;
    }
}

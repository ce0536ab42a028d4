package dev.navarch.gateway;

import static org.awaitility.Awaitility.await;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.gateway.listen.Listeners;
import dev.navarch.gateway.route.CurrentRoutes;
import dev.navarch.gateway.route.RouteTable;
import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.CertificateRequest;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The gateway as it is started for real, but for the cluster, which is in memory. Endpoints are ports of 127.0.0.1. */
final class TestGateway implements AutoCloseable {
    private final InMemoryClusterClient client = new InMemoryClusterClient();
    private final CertificateAuthority authority = CertificateAuthority.create("test authority", Clock.systemUTC());
    private final ConfigurableApplicationContext context;

    TestGateway(String... settings) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--navarch.gateway.bind-address=127.0.0.1",
                "--navarch.gateway.http-port=-1",
                "--navarch.gateway.https-port=-1",
                "--navarch.gateway.addresses=192.0.2.7"));
        arguments.addAll(List.of(settings));
        context = GatewayApplication.builder()
                .bannerMode(Banner.Mode.OFF)
                .initializers(
                        start -> ((GenericApplicationContext) start).registerBean(ClusterClient.class, () -> client))
                .run(arguments.toArray(String[]::new));
    }

    InMemoryClusterClient client() {
        return client;
    }

    int httpPort() {
        return context.getBean(Listeners.class).httpPort();
    }

    int httpsPort() {
        return context.getBean(Listeners.class).httpsPort();
    }

    int actuatorPort() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    CurrentRoutes routes() {
        return context.getBean(CurrentRoutes.class);
    }

    void create(Ingresses ingress) {
        client.resource(V1Ingress.class).create(ingress.build());
    }

    /** A Service with port http, 80, and what is behind it. */
    void service(String name, int... endpoints) {
        client.resource(V1Service.class)
                .create(new V1Service()
                        .metadata(new V1ObjectMeta().namespace("default").name(name))
                        .spec(new V1ServiceSpec()
                                .type("ClusterIP")
                                .ports(List.of(new V1ServicePort().name("http").port(80)))));
        for (var port : endpoints) endpoint(name, port, true);
    }

    /** A slice an endpoint, since all of a slice's addresses have the same port. */
    void endpoint(String service, int port, boolean ready) {
        var slices = client.resource(V1EndpointSlice.class);
        var name = service + "-" + port;
        var slice = new V1EndpointSlice()
                .metadata(new V1ObjectMeta()
                        .namespace("default")
                        .name(name)
                        .labels(Map.of("kubernetes.io/service-name", service)))
                .addressType("IPv4")
                .ports(List.of(new DiscoveryV1EndpointPort().name("http").port(port)))
                .endpoints(List.of(new V1Endpoint()
                        .addresses(List.of("127.0.0.1"))
                        .conditions(new V1EndpointConditions().ready(ready))));
        var present = slices.find("default", name);
        if (present == null) slices.create(slice);
        else slices.update(present.endpoints(slice.getEndpoints()));
    }

    /** Makes the Secret, or changes it to hold another certificate. */
    X509Certificate certificate(String secret, String host) {
        var issued = authority.issue(CertificateRequest.server(host, List.of(host), List.of()));
        var data = Map.of(
                "tls.crt", issued.certificatePem().getBytes(StandardCharsets.US_ASCII),
                "tls.key", issued.keyPem().getBytes(StandardCharsets.US_ASCII));
        var secrets = client.resource(V1Secret.class);
        var present = secrets.find("default", secret);
        if (present == null)
            secrets.create(new V1Secret()
                    .metadata(new V1ObjectMeta().namespace("default").name(secret))
                    .type("kubernetes.io/tls")
                    .data(data));
        else secrets.update(present.data(data));
        return issued.certificate();
    }

    /** Leaves nothing for the next test. */
    void clear() {
        deleteAll(V1Ingress.class);
        deleteAll(V1Service.class);
        deleteAll(V1EndpointSlice.class);
        deleteAll(V1Secret.class);
        deleteAll(CoreV1Event.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> routes().get().equals(RouteTable.EMPTY));
    }

    private <T extends KubernetesObject> void deleteAll(Class<T> type) {
        var resource = client.resource(type);
        for (var object : resource.list("default", "", ""))
            resource.delete(
                    "default", Objects.requireNonNull(object.getMetadata().getName()), DeleteRequest.DEFAULT);
    }

    @Override
    public void close() {
        context.close();
    }
}

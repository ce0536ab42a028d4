package dev.navarch.dns.cluster;

import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.util.List;
import java.util.Map;

/** Namespace default with a web Service, a headless one, one without endpoints, and aliases. */
public final class IndexFixture {
    private IndexFixture() {}

    public static ClusterIndex index() {
        var index = new ClusterIndex();
        index.putNamespace("default");
        index.putNamespace("empty");
        index.putService(service(
                "web",
                "10.96.1.1",
                new V1ServicePort().name("http").protocol("TCP").port(80)));
        index.putService(service(
                "db", "None", new V1ServicePort().name("sql").protocol("TCP").port(5432)));
        index.putService(service("idle", "None", new V1ServicePort().port(1)));
        index.putService(alias("out", "example.test"));
        index.putService(alias("in", "web.default.svc.cluster.local"));
        index.putSlice(slice(
                "db",
                endpoint("10.244.0.5", "db-0", true),
                endpoint("10.244.1.6", null, true),
                endpoint("10.244.1.7", "db-2", false)));
        index.putSlice(slice("web", endpoint("10.244.0.9", null, true)));
        return index;
    }

    public static V1Service service(String name, String clusterIp, V1ServicePort port) {
        return new V1Service()
                .metadata(new V1ObjectMeta().namespace("default").name(name))
                .spec(new V1ServiceSpec()
                        .clusterIP(clusterIp)
                        .clusterIPs(List.of(clusterIp))
                        .addPortsItem(port));
    }

    private static V1Service alias(String name, String target) {
        return new V1Service()
                .metadata(new V1ObjectMeta().namespace("default").name(name))
                .spec(new V1ServiceSpec().type("ExternalName").externalName(target));
    }

    private static V1Endpoint endpoint(
            String address, @org.jspecify.annotations.Nullable String hostname, boolean ready) {
        return new V1Endpoint()
                .addresses(List.of(address))
                .hostname(hostname)
                .conditions(new V1EndpointConditions().ready(ready));
    }

    private static V1EndpointSlice slice(String service, V1Endpoint... endpoints) {
        return new V1EndpointSlice()
                .metadata(new V1ObjectMeta()
                        .namespace("default")
                        .name(service + "-1")
                        .labels(Map.of("kubernetes.io/service-name", service)))
                .addressType("IPv4")
                .endpoints(List.of(endpoints))
                .addPortsItem(new DiscoveryV1EndpointPort()
                        .name("sql")
                        .protocol("TCP")
                        .port(5432));
    }
}

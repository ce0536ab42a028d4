package dev.navarch.operations.registration;

import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.util.List;
import java.util.Map;

/** What an instance makes known of itself, as objects. */
final class RegistrationObjects {
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String OWNER = "navarch";
    private static final String PORT = "management";

    private RegistrationObjects() {}

    /** Headless and without a selector: its endpoints are what the instances say. */
    static V1Service service(Instance instance) {
        return new V1Service()
                .metadata(new V1ObjectMeta()
                        .namespace(Instance.NAMESPACE)
                        .name(instance.role())
                        .labels(Map.of(
                                "app.kubernetes.io/part-of",
                                OWNER,
                                "app.kubernetes.io/component",
                                instance.role(),
                                MANAGED_BY,
                                OWNER,
                                // Spring Cloud Kubernetes speaks TLS to a port whose Service says so.
                                "secured",
                                "true")))
                .spec(new V1ServiceSpec()
                        .clusterIP("None")
                        .ports(List.of(new V1ServicePort()
                                .name(PORT)
                                .port(instance.port())
                                .targetPort(new IntOrString(instance.port())))));
    }

    /** Goes with its Service. */
    static V1EndpointSlice slice(Instance instance, V1Service service) {
        return new V1EndpointSlice()
                .metadata(new V1ObjectMeta()
                        .namespace(Instance.NAMESPACE)
                        .name(instance.objectName())
                        .labels(Map.of(
                                "kubernetes.io/service-name",
                                instance.role(),
                                "endpointslice.kubernetes.io/managed-by",
                                "registration.navarch.dev"))
                        .ownerReferences(List.of(owner(service))))
                .addressType(instance.address().contains(":") ? "IPv6" : "IPv4")
                .ports(List.of(
                        new DiscoveryV1EndpointPort().name(PORT).protocol("TCP").port(instance.port())))
                .endpoints(List.of(new V1Endpoint()
                        .addresses(List.of(instance.address()))
                        .conditions(new V1EndpointConditions().ready(true))));
    }

    static V1Lease lease(Instance instance) {
        return new V1Lease()
                .metadata(new V1ObjectMeta()
                        .namespace(Instance.NAMESPACE)
                        .name(instance.objectName())
                        .labels(Map.of("kubernetes.io/service-name", instance.role(), MANAGED_BY, OWNER)))
                .spec(new V1LeaseSpec().holderIdentity(instance.name()));
    }

    private static V1OwnerReference owner(V1Service service) {
        return new V1OwnerReference()
                .apiVersion("v1")
                .kind("Service")
                .name(service.getMetadata().getName())
                .uid(service.getMetadata().getUid());
    }
}

package dev.navarch.gateway;

import io.kubernetes.client.openapi.models.V1HTTPIngressPath;
import io.kubernetes.client.openapi.models.V1HTTPIngressRuleValue;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1IngressBackend;
import io.kubernetes.client.openapi.models.V1IngressRule;
import io.kubernetes.client.openapi.models.V1IngressServiceBackend;
import io.kubernetes.client.openapi.models.V1IngressSpec;
import io.kubernetes.client.openapi.models.V1IngressTLS;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ServiceBackendPort;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ingress objects that show only what matters. */
public final class Ingresses {
    private final V1Ingress ingress;
    private final V1IngressSpec spec = new V1IngressSpec();

    private Ingresses(String name) {
        ingress = new V1Ingress()
                .apiVersion("networking.k8s.io/v1")
                .kind("Ingress")
                .metadata(new V1ObjectMeta().namespace("default").name(name).uid(name))
                .spec(spec);
    }

    public static Ingresses anIngress(String name) {
        return new Ingresses(name);
    }

    public Ingresses ofClass(String name) {
        spec.ingressClassName(name);
        return this;
    }

    public Ingresses bornAt(int second) {
        Objects.requireNonNull(ingress.getMetadata())
                .creationTimestamp(OffsetDateTime.of(2026, 1, 1, 0, 0, second, 0, ZoneOffset.UTC));
        return this;
    }

    public Ingresses annotated(String key, String value) {
        Objects.requireNonNull(ingress.getMetadata()).putAnnotationsItem(key, value);
        return this;
    }

    /** @param host null for all */
    public Ingresses rule(@Nullable String host, String type, String path, String service) {
        return rule(host, type, path, service(service, new V1ServiceBackendPort().number(80)));
    }

    public Ingresses rule(@Nullable String host, String type, String path, V1IngressBackend backend) {
        spec.addRulesItem(new V1IngressRule()
                .host(host)
                .http(new V1HTTPIngressRuleValue()
                        .paths(List.of(new V1HTTPIngressPath()
                                .path(path)
                                .pathType(type)
                                .backend(backend)))));
        return this;
    }

    public Ingresses byDefault(String service) {
        spec.defaultBackend(service(service, new V1ServiceBackendPort().number(80)));
        return this;
    }

    public Ingresses tls(String secret, String... hosts) {
        spec.addTlsItem(new V1IngressTLS().secretName(secret).hosts(List.of(hosts)));
        return this;
    }

    public V1Ingress build() {
        return ingress;
    }

    public static V1IngressBackend service(String name, V1ServiceBackendPort port) {
        return new V1IngressBackend()
                .service(new V1IngressServiceBackend().name(name).port(port));
    }
}

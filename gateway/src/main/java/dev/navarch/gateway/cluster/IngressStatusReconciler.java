package dev.navarch.gateway.cluster;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import dev.navarch.loop.Reconciler;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1IngressClass;
import io.kubernetes.client.openapi.models.V1IngressLoadBalancerIngress;
import io.kubernetes.client.openapi.models.V1IngressLoadBalancerStatus;
import io.kubernetes.client.openapi.models.V1IngressStatus;
import java.util.List;
import java.util.Objects;

/** Says in each served Ingress where the gateway is reached, and takes that back from one that is served no more. */
public final class IngressStatusReconciler implements Reconciler {
    private final Informer<V1Ingress> ingresses;
    private final ResourceClient<V1Ingress> client;
    private final IngressClasses classes;
    private final List<V1IngressLoadBalancerIngress> addresses;

    /** @param addresses IP addresses or host names */
    public IngressStatusReconciler(ClusterClient client, List<String> addresses) {
        this.ingresses = client.informer(V1Ingress.class);
        this.client = client.resource(V1Ingress.class);
        this.classes = new IngressClasses(client.informer(V1IngressClass.class));
        this.addresses =
                addresses.stream().map(IngressStatusReconciler::address).toList();
    }

    public Loop loop() {
        return Loop.named("ingress-status")
                .watching(V1Ingress.class)
                .watching(
                        V1IngressClass.class,
                        _ -> ingresses.list().stream().map(Key::of).toList())
                .reconciledBy(this);
    }

    @Override
    public Outcome reconcile(Key key) {
        var ingress = ingresses.find(key.namespace(), key.name());
        if (ingress == null || addresses.isEmpty()) return Outcome.done();
        var shown = shown(ingress);
        if (classes.serves(ingress)) {
            if (!shown.equals(addresses)) write(ingress, addresses);
        } else if (shown.equals(addresses)) {
            write(ingress, List.of());
        }
        return Outcome.done();
    }

    private void write(V1Ingress seen, List<V1IngressLoadBalancerIngress> wanted) {
        var metadata = Objects.requireNonNull(seen.getMetadata());
        client.updateStatus(new V1Ingress()
                .apiVersion("networking.k8s.io/v1")
                .kind("Ingress")
                .metadata(metadata)
                .spec(seen.getSpec())
                .status(new V1IngressStatus().loadBalancer(new V1IngressLoadBalancerStatus().ingress(wanted))));
    }

    private static List<V1IngressLoadBalancerIngress> shown(V1Ingress ingress) {
        var status = ingress.getStatus();
        if (status == null || status.getLoadBalancer() == null) return List.of();
        return Objects.requireNonNullElse(status.getLoadBalancer().getIngress(), List.of());
    }

    private static V1IngressLoadBalancerIngress address(String text) {
        var address = new V1IngressLoadBalancerIngress();
        return text.matches("[0-9.]+|.*:.*") ? address.ip(text) : address.hostname(text);
    }
}

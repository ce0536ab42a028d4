package dev.navarch.gateway.cluster;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import dev.navarch.loop.Reconciler;
import io.kubernetes.client.openapi.models.V1IngressClass;
import io.kubernetes.client.openapi.models.V1IngressClassSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keeps an IngressClass for this gateway: the default one, unless another is when it is made. What people change in it stays. */
public final class IngressClassReconciler implements Reconciler {
    private static final Duration AT_LEAST = Duration.ofMinutes(10);

    private final Informer<V1IngressClass> informer;
    private final ResourceClient<V1IngressClass> client;
    private final IngressClasses classes;
    private final String name;

    public IngressClassReconciler(ClusterClient client, String name) {
        this.informer = client.informer(V1IngressClass.class);
        this.client = client.resource(V1IngressClass.class);
        this.classes = new IngressClasses(informer);
        this.name = name;
    }

    public Loop loop() {
        var key = Key.clusterScoped(name);
        return Loop.named("ingress-class")
                .watching(V1IngressClass.class, _ -> List.of(key))
                .every(AT_LEAST, key)
                .reconciledBy(this);
    }

    @Override
    public Outcome reconcile(Key key) {
        if (informer.find("", name) != null) return Outcome.done();
        var metadata = new V1ObjectMeta().name(name);
        if (!classes.anyDefault()) metadata.annotations(Map.of(IngressClasses.DEFAULT, "true"));
        client.create(new V1IngressClass()
                .apiVersion("networking.k8s.io/v1")
                .kind("IngressClass")
                .metadata(metadata)
                .spec(new V1IngressClassSpec().controller(IngressClasses.CONTROLLER)));
        return Outcome.done();
    }
}

package dev.navarch.gateway.cluster;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.gateway.route.CurrentRoutes;
import dev.navarch.gateway.route.Problem;
import dev.navarch.gateway.route.RouteTableBuilder;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import dev.navarch.loop.Reconciler;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1IngressClass;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the table anew whenever something that it is made of changes; changes that come together make one table. */
public final class RouteTableReconciler implements Reconciler {
    private static final Key TABLE = Key.clusterScoped("table");
    /** Of all Secrets only these may be certificates, so only these are watched. */
    private static final InformerScope CERTIFICATES = InformerScope.fieldSelector("type=kubernetes.io/tls");

    private final Informer<V1Ingress> ingresses;
    private final IngressClasses classes;
    private final ServiceBackends backends;
    private final CurrentRoutes routes;
    private final EventRecorder events;
    private SecretCertificates certificates;
    private Set<Problem.Id> told = Set.of();

    public RouteTableReconciler(ClusterClient client, CurrentRoutes routes) {
        this.ingresses = client.informer(V1Ingress.class);
        this.classes = new IngressClasses(client.informer(V1IngressClass.class));
        this.backends = new ServiceBackends(client.informer(V1Service.class));
        this.certificates = new SecretCertificates(client.informer(V1Secret.class, CERTIFICATES));
        this.routes = routes;
        this.events = client.events("navarch-gateway");
    }

    public Loop loop() {
        return Loop.named("ingress-routes")
                .watching(V1Ingress.class, _ -> List.of(TABLE))
                .watching(V1IngressClass.class, _ -> List.of(TABLE))
                .watching(V1Service.class, _ -> List.of(TABLE))
                .watchingChanges(V1Secret.class, CERTIFICATES, (_, _) -> List.of(TABLE))
                .reconciledBy(this);
    }

    @Override
    public Outcome reconcile(Key key) {
        certificates = certificates.next();
        var served = ingresses.list().stream().filter(classes::serves).toList();
        var result = new RouteTableBuilder(backends, certificates).build(served);
        routes.swap(result.table());
        tell(result.problems());
        return Outcome.done();
    }

    private void tell(List<Problem> problems) {
        for (var problem : problems)
            if (!told.contains(problem.id())) events.warning(problem.ingress(), problem.reason(), problem.message());
        told = problems.stream().map(Problem::id).collect(Collectors.toUnmodifiableSet());
    }
}

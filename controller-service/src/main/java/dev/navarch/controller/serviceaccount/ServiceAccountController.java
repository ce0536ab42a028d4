package dev.navarch.controller.serviceaccount;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.util.List;

public final class ServiceAccountController {
    private static final String DEFAULT = "default";

    private final Informer<V1Namespace> namespaces;
    private final Informer<V1ServiceAccount> accounts;
    private final ResourceClient<V1ServiceAccount> client;

    public ServiceAccountController(ClusterClient cluster) {
        this.namespaces = cluster.informer(V1Namespace.class);
        this.accounts = cluster.informer(V1ServiceAccount.class);
        this.client = cluster.resource(V1ServiceAccount.class);
    }

    public Loop loop() {
        return Loop.named("serviceaccount")
                .workers(2)
                .watching(V1Namespace.class)
                .watching(
                        V1ServiceAccount.class,
                        account ->
                                List.of(Key.clusterScoped(account.getMetadata().getNamespace())))
                .reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var namespace = namespaces.find("", key.name());
        if (namespace == null
                || namespace.getMetadata().getDeletionTimestamp() != null
                || accounts.find(key.name(), DEFAULT) != null) {
            return Outcome.done();
        }
        try {
            client.create(new V1ServiceAccount()
                    .metadata(new V1ObjectMeta().namespace(key.name()).name(DEFAULT)));
        } catch (ApiFailure e) {
            if (!e.isAlreadyExists() && !e.isNotFound() && !e.hasCause("NamespaceTerminating")) {
                throw e;
            }
        }
        return Outcome.done();
    }
}

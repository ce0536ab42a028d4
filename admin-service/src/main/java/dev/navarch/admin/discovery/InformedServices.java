package dev.navarch.admin.discovery;

import dev.navarch.client.Informer;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.informer.cache.Lister;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Services of one namespace, out of the copy that this process has of them. */
public final class InformedServices extends Lister<V1Service> {
    private final String namespace;
    private final Informer<V1Service> services;

    public InformedServices(String namespace, Informer<V1Service> services) {
        super(new Cache<>());
        this.namespace = namespace;
        this.services = services;
    }

    @Override
    public Lister<V1Service> namespace(String asked) {
        return this;
    }

    @Override
    public List<V1Service> list() {
        return services.list();
    }

    @Override
    public @Nullable V1Service get(String name) {
        return services.find(namespace, name);
    }
}

package dev.navarch.apiserver.components;

import dev.navarch.apiserver.handlers.Negotiation.Answers;
import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.HealthPaths;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.time.Clock;
import java.util.Set;

/** {@code kubectl get componentstatuses}: found out anew for each request. */
public final class ComponentStatusHandler implements SubresourceHandler {
    public static final GroupResource RESOURCE = new GroupResource("", "componentstatuses");

    private final ServedResource resource;
    private final ObjectResponses responses;
    private final ComponentStatuses components;

    public ComponentStatusHandler(
            ServedResource resource,
            ObjectResponses responses,
            ObjectReader objects,
            HealthPaths.Check store,
            Clock clock) {
        this.resource = resource;
        this.responses = responses;
        this.components = new ComponentStatuses(objects, store, clock);
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(RESOURCE, ""));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        var name = request.info().name();
        if (request.info().verb().equals("list")) return list(request);
        var found = components.find(name);
        if (found == null) throw StatusException.notFound(RESOURCE, name);
        return responses.object(request, 200, found, resource);
    }

    private ApiResponse list(ApiRequest request) {
        var form = responses.form(request, resource, Answers.LIST);
        return responses.bytes(200, form, responses.list(request, resource, form, Json.object(), components.all()));
    }
}

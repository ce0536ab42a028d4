package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.machinery.name.GroupResource;
import java.util.Set;

/**
 * Answers what is not a plain verb on a stored object: actions such as pods/binding, pods/eviction and serviceaccounts/token,
 * streams such as pods/exec and pods/log, and kinds that are only answered, such as TokenReview. Called after authentication
 * and authorization, on the request's virtual thread, for every method that discovery lists. A handler that writes runs
 * admission itself through {@link Admission}.
 */
public interface SubresourceHandler {
    Set<Endpoint> endpoints();

    /** @throws dev.navarch.machinery.status.StatusException to refuse */
    ApiResponse handle(ApiRequest request);

    /** @param subresource empty for a kind that is only answered */
    record Endpoint(GroupResource resource, String subresource) {}
}

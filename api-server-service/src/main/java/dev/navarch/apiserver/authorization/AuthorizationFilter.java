package dev.navarch.apiserver.authorization;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.FilterOrder;
import dev.navarch.apiserver.web.RequestFilter;

/** Lets through what the caller may do. */
public final class AuthorizationFilter implements RequestFilter {
    private final AuthorizerOrder authorizers;

    public AuthorizationFilter(AuthorizerOrder authorizers) {
        this.authorizers = authorizers;
    }

    @Override
    public FilterOrder order() {
        return FilterOrder.AUTHORIZATION;
    }

    @Override
    public ApiResponse filter(ApiRequest request, Next next) {
        authorizers.require(request.caller().user(), request.info());
        return next.handle(request);
    }
}

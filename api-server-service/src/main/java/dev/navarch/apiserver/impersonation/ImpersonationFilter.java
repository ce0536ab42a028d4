package dev.navarch.apiserver.impersonation;

import dev.navarch.apiserver.authorization.AuthorizerOrder;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.Caller;
import dev.navarch.apiserver.web.FilterOrder;
import dev.navarch.apiserver.web.RequestFilter;

/** Lets a caller be somebody else, when each part of that is allowed to it. */
public final class ImpersonationFilter implements RequestFilter {
    private final AuthorizerOrder authorizers;

    public ImpersonationFilter(AuthorizerOrder authorizers) {
        this.authorizers = authorizers;
    }

    @Override
    public FilterOrder order() {
        return FilterOrder.IMPERSONATION;
    }

    @Override
    public ApiResponse filter(ApiRequest request, Next next) {
        var wanted = Impersonation.read(request.headers());
        if (wanted == null) return next.handle(request);
        var caller = request.caller();
        for (var permission : wanted.permissions()) authorizers.require(caller.user(), permission);
        return next.handle(request.withCaller(new Caller(wanted.userInfo(), caller.userAgent(), caller.deadline())));
    }
}

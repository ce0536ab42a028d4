package dev.navarch.apiserver.authentication;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.Caller;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.apiserver.web.FilterOrder;
import dev.navarch.apiserver.web.RequestFilter;
import dev.navarch.machinery.status.StatusException;

/** Finds out who calls. Without credentials only health, version and cluster-info answer. */
public final class AuthenticationFilter implements RequestFilter {
    private final AuthenticationOrder authenticators;

    public AuthenticationFilter(AuthenticationOrder authenticators) {
        this.authenticators = authenticators;
    }

    @Override
    public FilterOrder order() {
        return FilterOrder.AUTHENTICATION;
    }

    @Override
    public ApiResponse filter(ApiRequest request, Next next) {
        var user = authenticators.authenticate(CredentialsReader.read(request));
        if (user == null) {
            if (!AnonymousPaths.contains(request.info())) throw StatusException.unauthorized();
            user = UserInfo.ANONYMOUS;
        }
        var caller = request.caller();
        return next.handle(request.withCaller(new Caller(user, caller.userAgent(), caller.deadline())));
    }
}

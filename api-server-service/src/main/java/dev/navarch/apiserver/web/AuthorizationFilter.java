package dev.navarch.apiserver.web;

import dev.navarch.apiserver.authorization.Authorizer;
import dev.navarch.apiserver.authorization.Authorizer.Decision;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import java.util.List;

/** Lets through what somebody allows and nobody before him denies. */
public final class AuthorizationFilter implements RequestFilter {
    private final List<Authorizer> authorizers;

    public AuthorizationFilter(List<Authorizer> authorizers) {
        this.authorizers = List.copyOf(authorizers);
    }

    @Override
    public FilterOrder order() {
        return FilterOrder.AUTHORIZATION;
    }

    @Override
    public ApiResponse filter(ApiRequest request, Next next) {
        var user = request.caller().user();
        var why = "";
        for (var authorizer : authorizers) {
            switch (authorizer.authorize(user, request.info())) {
                case Decision.Allowed ignored -> {
                    return next.handle(request);
                }
                case Decision.Denied denied -> throw forbidden(user, request.info(), denied.reason());
                case Decision.NoOpinion none -> why = why.isEmpty() ? none.reason() : why;
            }
        }
        throw forbidden(user, request.info(), why);
    }

    static StatusException forbidden(UserInfo user, RequestInfo info, String reason) {
        var because = reason.isEmpty() ? "" : ": " + reason;
        if (!info.resourceRequest())
            return new StatusException(new Status(
                    403,
                    "Forbidden",
                    "forbidden: User \"" + user.name() + "\" cannot " + info.verb() + " path \"" + info.path() + "\""
                            + because,
                    new Status.Details("", "", "")));
        var resource = info.subresource().isEmpty() ? info.resource() : info.resource() + "/" + info.subresource();
        var where = info.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + info.namespace() + "\"";
        return StatusException.forbidden(
                info.groupResource(),
                info.name(),
                "User \"" + user.name() + "\" cannot " + info.verb() + " resource \"" + resource + "\" in API group \""
                        + info.group() + "\" " + where + because);
    }
}

package dev.navarch.apiserver.authorization;

import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;

/** The 403 in upstream's words. */
final class Forbidden {
    private Forbidden() {}

    static StatusException because(UserInfo user, RequestInfo request, String reason) {
        var why = reason.isEmpty() ? "" : ": " + reason;
        if (!request.resourceRequest())
            return new StatusException(new Status(
                    403,
                    "Forbidden",
                    "forbidden: User " + quoted(user.name()) + " cannot " + request.verb() + " path "
                            + quoted(request.path()) + why,
                    new Status.Details("", "", "")));
        return StatusException.forbidden(
                request.groupResource(), request.name(), action(user, request) + scope(request) + why);
    }

    private static String action(UserInfo user, RequestInfo request) {
        var resource =
                request.subresource().isEmpty() ? request.resource() : request.resource() + "/" + request.subresource();
        return "User " + quoted(user.name()) + " cannot " + request.verb() + " resource " + quoted(resource)
                + " in API group " + quoted(request.group());
    }

    private static String scope(RequestInfo request) {
        return request.namespace().isEmpty()
                ? " at the cluster scope"
                : " in the namespace " + quoted(request.namespace());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

package dev.navarch.apiserver.authorization;

import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;

/** The authorizers in the order they are asked: the privileged group, nodes, RBAC. */
public record AuthorizerOrder(List<Authorizer> authorizers) implements Authorizer {
    public AuthorizerOrder {
        authorizers = List.copyOf(authorizers);
    }

    @Override
    public Decision authorize(UserInfo user, RequestInfo request) {
        var reasons = new ArrayList<String>();
        for (var authorizer : authorizers) {
            switch (authorizer.authorize(user, request)) {
                case Decision.Allowed allowed -> {
                    return allowed;
                }
                case Decision.Denied denied -> {
                    return denied;
                }
                case Decision.NoOpinion(var reason) -> {
                    if (!reason.isEmpty()) reasons.add(reason);
                }
            }
        }
        return new Decision.NoOpinion(String.join("\n", reasons));
    }

    public boolean allows(UserInfo user, RequestInfo request) {
        return authorize(user, request) instanceof Decision.Allowed;
    }

    /** @throws StatusException 403 unless allowed */
    public void require(UserInfo user, RequestInfo request) {
        switch (authorize(user, request)) {
            case Decision.Allowed _ -> {}
            case Decision.Denied(var reason) -> throw Forbidden.because(user, request, reason);
            case Decision.NoOpinion(var reason) -> throw Forbidden.because(user, request, reason);
        }
    }
}

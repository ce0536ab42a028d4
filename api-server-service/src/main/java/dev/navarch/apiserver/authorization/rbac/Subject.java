package dev.navarch.apiserver.authorization.rbac;

import dev.navarch.apiserver.identity.ServiceAccountName;
import tools.jackson.databind.JsonNode;

/** Whom a binding gives its role to. A service account stands under its user name. */
record Subject(Kind kind, String name) {
    enum Kind {
        USER,
        GROUP
    }

    /** @param namespace of the binding, for a service account that names none */
    static Subject of(JsonNode subject, String namespace) {
        var name = subject.path("name").asString("");
        return switch (subject.path("kind").asString("")) {
            case "Group" -> new Subject(Kind.GROUP, name);
            case "ServiceAccount" -> {
                var own = subject.path("namespace").asString("");
                yield new Subject(Kind.USER, new ServiceAccountName(own.isEmpty() ? namespace : own, name).userName());
            }
            default -> new Subject(Kind.USER, name);
        };
    }

    /** As in the reason of an allowed request. */
    String describe() {
        var account = kind == Kind.USER ? ServiceAccountName.parse(name) : null;
        if (account != null) return "ServiceAccount \"" + account.name() + "/" + account.namespace() + "\"";
        return (kind == Kind.GROUP ? "Group \"" : "User \"") + name + "\"";
    }
}

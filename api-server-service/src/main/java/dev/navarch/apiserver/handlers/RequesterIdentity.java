package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.name.GroupResource;
import tools.jackson.databind.node.ObjectNode;

/** Who asks for a certificate stands in the request itself, and is never what the client says it is. */
final class RequesterIdentity {
    private static final GroupResource REQUESTS =
            new GroupResource("certificates.k8s.io", "certificatesigningrequests");

    private RequesterIdentity() {}

    static void write(GroupResource resource, ObjectNode object, UserInfo user) {
        if (!resource.equals(REQUESTS)) return;
        var spec = object.withObject("spec");
        for (var field : new String[] {"username", "uid", "groups", "extra"}) spec.remove(field);
        if (!user.name().isEmpty()) spec.put("username", user.name());
        if (!user.uid().isEmpty()) spec.put("uid", user.uid());
        if (!user.groups().isEmpty()) user.groups().forEach(spec.putArray("groups")::add);
        user.extra()
                .forEach(
                        (key, values) -> values.forEach(spec.withObject("extra").withArray(key)::add));
    }
}

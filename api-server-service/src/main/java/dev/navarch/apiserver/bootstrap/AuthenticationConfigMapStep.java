package dev.navarch.apiserver.bootstrap;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What aggregated API servers read to know whom to believe: our clients' authority, and the front proxy's with its headers. */
final class AuthenticationConfigMapStep implements BootstrapStep {
    private static final GroupResource CONFIG_MAPS = new GroupResource("", "configmaps");

    private static final List<String> AUTHORITIES = List.of("client-ca-file", "requestheader-client-ca-file");

    private final ObjectEnsurer ensurer;
    private final TrustedAuthorities authorities;

    AuthenticationConfigMapStep(ObjectEnsurer ensurer, TrustedAuthorities authorities) {
        this.ensurer = ensurer;
        this.authorities = authorities;
    }

    @Override
    public String name() {
        return "start-cluster-authentication-info-controller";
    }

    @Override
    public void run() {
        var wanted = NewObject.of("v1", "ConfigMap", "kube-system", "extension-apiserver-authentication");
        wanted.set("data", data());
        ensurer.ensure(CONFIG_MAPS, wanted, existing -> {
            var data = existing.withObject("data");
            var before = data.deepCopy();
            data.setAll(withAuthoritiesOf(before));
            return !data.equals(before);
        });
    }

    /** Servers may have authorities of their own: each adds what it believes in to what is there. */
    private ObjectNode withAuthoritiesOf(ObjectNode before) {
        var data = data();
        for (var field : AUTHORITIES) {
            var there = before.path(field).asString("");
            var own = data.path(field).asString("");
            if (!there.isEmpty()) data.put(field, there.contains(own.strip()) ? there : there + own);
        }
        return data;
    }

    private ObjectNode data() {
        return Json.object()
                .put("client-ca-file", authorities.clients())
                .put("requestheader-allowed-names", list(authorities.frontProxyName()))
                .put("requestheader-client-ca-file", authorities.frontProxy())
                .put("requestheader-extra-headers-prefix", list("X-Remote-Extra-"))
                .put("requestheader-group-headers", list("X-Remote-Group"))
                .put("requestheader-uid-headers", list("X-Remote-Uid"))
                .put("requestheader-username-headers", list("X-Remote-User"));
    }

    private static String list(String one) {
        return Json.text(Json.array().add(one));
    }
}

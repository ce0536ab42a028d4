package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.tokens.BootstrapToken;
import dev.navarch.machinery.name.GroupResource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ConfigMap {@code kube-public/cluster-info}, out of which a node that knows only a digest of the authority's key learns the
 * authority, and the Secret of the token that the settings name. The signatures in the ConfigMap are a controller's.
 */
final class NodeAdmittanceStep implements BootstrapStep {
    private static final GroupResource CONFIG_MAPS = new GroupResource("", "configmaps");
    private static final GroupResource SECRETS = new GroupResource("", "secrets");
    private static final String CLUSTER_INFO = "cluster-info";
    private static final String KUBECONFIG = "kubeconfig";

    private final ObjectEnsurer ensurer;
    private final ServerEndpoint endpoint;
    private final NodeAdmittance admittance;

    NodeAdmittanceStep(ObjectEnsurer ensurer, ServerEndpoint endpoint, NodeAdmittance admittance) {
        this.ensurer = ensurer;
        this.endpoint = endpoint;
        this.admittance = admittance;
    }

    @Override
    public String name() {
        return "node-admittance";
    }

    @Override
    public void run() {
        var info = NewObject.of("v1", "ConfigMap", "kube-public", CLUSTER_INFO);
        info.putObject("data").put(KUBECONFIG, kubeconfig());
        ensurer.ensure(CONFIG_MAPS, info, this::renewAuthority);
        if (admittance.token() == null) return;
        var secret = secret(admittance.token());
        ensurer.ensure(SECRETS, secret, existing -> replaceData(existing, secret));
    }

    /** Several servers differ in their address: whichever wrote first stays, as long as the authority is the same. */
    private boolean renewAuthority(ObjectNode existing) {
        if (existing.path("data").path(KUBECONFIG).asString("").contains(encoded(admittance.authority()))) return false;
        existing.withObject("data").put(KUBECONFIG, kubeconfig());
        return true;
    }

    private static boolean replaceData(ObjectNode existing, ObjectNode wanted) {
        if (existing.path("data").equals(wanted.path("data"))) return false;
        existing.set("data", wanted.path("data").deepCopy());
        return true;
    }

    private String kubeconfig() {
        var address = endpoint.addresses().isEmpty()
                ? "127.0.0.1"
                : endpoint.addresses().getFirst();
        return """
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: %s
                    server: https://%s:%d
                  name: ""
                contexts: null
                current-context: ""
                kind: Config
                preferences: {}
                users: null
                """.formatted(encoded(admittance.authority()), address, endpoint.port());
    }

    private static ObjectNode secret(BootstrapToken token) {
        var secret = NewObject.of("v1", "Secret", BootstrapToken.NAMESPACE, token.secretName());
        secret.put("type", BootstrapToken.SECRET_TYPE);
        secret.putObject("data")
                .put("token-id", encoded(token.id()))
                .put("token-secret", encoded(token.secret()))
                .put("usage-bootstrap-authentication", encoded("true"))
                .put("usage-bootstrap-signing", encoded("true"));
        return secret;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

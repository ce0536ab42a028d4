package dev.navarch.apiserver.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.apiserver.authentication.Authenticator.Credentials;
import dev.navarch.apiserver.authorization.rbac.PolicyRule;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.tokens.BootstrapToken;
import dev.navarch.apiserver.tokens.BootstrapTokenAuthenticator;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class BootstrapTest {
    private static final ServerEndpoint ENDPOINT = new ServerEndpoint(List.of("192.0.2.10"), 6443, "10.96.0.0/16");
    private static final TrustedAuthorities AUTHORITIES = new TrustedAuthorities("clients", "front proxy", "proxy");

    private static final NodeAdmittance ADMITTANCE =
            new NodeAdmittance("PEM", BootstrapToken.parse("abcdef.0123456789abcdef"));

    private final FakeObjects objects = new FakeObjects();

    @Test
    void makesWhatUpstreamMakes() throws InterruptedException {
        run();

        assertThat(count(RoleBook.CLUSTER_ROLES)).isEqualTo(69);
        assertThat(count(RoleBook.CLUSTER_ROLE_BINDINGS)).isEqualTo(50);
        assertThat(count(RoleBook.ROLES)).isEqualTo(7);
        assertThat(count(RoleBook.ROLE_BINDINGS)).isEqualTo(7);
        assertThat(names(new GroupResource("", "namespaces")))
                .containsExactlyInAnyOrder(
                        "default", "kube-system", "kube-public", "kube-node-lease", "navarch-system");
        assertThat(names(new GroupResource("scheduling.k8s.io", "priorityclasses")))
                .hasSize(2);
        assertThat(names(new GroupResource("flowcontrol.apiserver.k8s.io", "flowschemas")))
                .hasSize(11);
        assertThat(find(new GroupResource("", "services"), "default", "kubernetes")
                        .path("spec")
                        .path("clusterIP")
                        .asString(""))
                .isEqualTo("10.96.0.1");
        assertThat(names(new GroupResource("apiregistration.k8s.io", "apiservices")))
                .contains("v1.", "v1.apps", "v2.autoscaling")
                .hasSize(21);
        assertThat(find(new GroupResource("", "configmaps"), "kube-system", "extension-apiserver-authentication")
                        .path("data")
                        .path("requestheader-allowed-names")
                        .asString(""))
                .isEqualTo("[\"proxy\"]");
    }

    @Test
    void letsNodesInByClusterInfoAndTheTokenOfTheSettings() throws InterruptedException {
        run();

        assertThat(Json.text(find(new GroupResource("", "configmaps"), "kube-public", "cluster-info")))
                .contains("https://192.0.2.10:6443", "UEVN");
        var secret = find(new GroupResource("", "secrets"), "kube-system", "bootstrap-token-abcdef");
        var user = new BootstrapTokenAuthenticator(objects, Clock.systemUTC())
                .authenticate(new Credentials(List.of(), "abcdef.0123456789abcdef"));
        assertThat(secret.path("type").asString("")).isEqualTo("bootstrap.kubernetes.io/token");
        assertThat(Objects.requireNonNull(user).name()).isEqualTo("system:bootstrap:abcdef");
    }

    @Test
    void adminEditAndViewWorkAtOnce() throws InterruptedException {
        run();

        for (var name : List.of("admin", "edit", "view"))
            assertThat(PolicyRule.rules(find(RoleBook.CLUSTER_ROLES, "", name)))
                    .describedAs(name)
                    .isNotEmpty();
        assertThat(PolicyRule.rules(find(RoleBook.CLUSTER_ROLES, "", "admin")))
                .containsAll(PolicyRule.rules(find(RoleBook.CLUSTER_ROLES, "", "view")));
    }

    @Test
    void writesNothingTheSecondTime() throws InterruptedException {
        run();
        var before = Json.text(find(RoleBook.CLUSTER_ROLES, "", "system:node"));

        run();

        assertThat(Json.text(find(RoleBook.CLUSTER_ROLES, "", "system:node"))).isEqualTo(before);
    }

    @Test
    void addsWhatIsMissingAndKeepsWhatSomebodyAdded() throws InterruptedException {
        run();
        objects.change(RoleBook.CLUSTER_ROLES, "", "system:kube-dns", role -> {
            role.putArray("rules")
                    .addObject()
                    .put("own", true)
                    .putArray("verbs")
                    .add("dance");
        });

        run();

        assertThat(Json.text(find(RoleBook.CLUSTER_ROLES, "", "system:kube-dns")))
                .contains("dance", "endpoints", "services", "watch");
    }

    @Test
    void leavesAloneWhatIsAnnotatedSo() throws InterruptedException {
        run();
        objects.change(RoleBook.CLUSTER_ROLES, "", "system:kube-dns", role -> {
            role.putArray("rules");
            role.withObject("metadata")
                    .withObject("annotations")
                    .put("rbac.authorization.kubernetes.io/autoupdate", "false");
        });

        run();

        assertThat(PolicyRule.rules(find(RoleBook.CLUSTER_ROLES, "", "system:kube-dns")))
                .isEmpty();
    }

    @Test
    void aServerAddsItsAuthoritiesToThoseOfOthers() throws InterruptedException {
        run();
        run(new TrustedAuthorities("other clients", "front proxy", "proxy"));

        assertThat(find(new GroupResource("", "configmaps"), "kube-system", "extension-apiserver-authentication")
                        .path("data")
                        .path("client-ca-file")
                        .asString(""))
                .isEqualTo("clientsother clients");
    }

    private void run() throws InterruptedException {
        run(AUTHORITIES);
    }

    private void run(TrustedAuthorities authorities) throws InterruptedException {
        var clock = Clock.systemUTC();
        var aggregation = new RoleAggregation(objects, objects);
        var steps = BootstrapSteps.of(objects, objects, aggregation, ENDPOINT, authorities, ADMITTANCE, clock);
        new BootstrapOrder(steps, clock).run();
    }

    private ObjectNode find(GroupResource resource, String namespace, String name) {
        return Objects.requireNonNull(objects.find(resource, namespace, name), name);
    }

    private long count(GroupResource resource) {
        return objects.list(resource, "").stream()
                .filter(object -> object.path("metadata")
                        .path("labels")
                        .path("kubernetes.io/bootstrapping")
                        .asString("")
                        .equals("rbac-defaults"))
                .count();
    }

    private List<String> names(GroupResource resource) {
        return objects.list(resource, "").stream()
                .map(object -> object.path("metadata").path("name").asString(""))
                .toList();
    }
}

package dev.navarch.apiserver.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.authorization.Authorizer.Decision;
import dev.navarch.apiserver.authorization.node.BoundPods;
import dev.navarch.apiserver.authorization.node.NodeAuthorizer;
import dev.navarch.apiserver.authorization.rbac.RbacAuthorizer;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.request.Requests;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthorizationTest {
    private static final UserInfo ANN = new UserInfo("ann", List.of("system:authenticated"));
    private static final UserInfo NODE = new UserInfo("system:node:n1", List.of("system:nodes"));
    private static final GroupResource PODS = new GroupResource("", "pods");

    private final FakeObjects objects = new FakeObjects();
    private AuthorizerOrder authorizers = new AuthorizerOrder(List.of());

    @BeforeEach
    void follow() {
        var book = new RoleBook();
        book.follow(objects);
        var pods = new BoundPods();
        pods.follow(objects);
        authorizers = new AuthorizerOrder(
                List.of(new PrivilegedGroupAuthorizer(), new NodeAuthorizer(pods, objects), new RbacAuthorizer(book)));
        objects.with(RoleBook.ROLES, """
                        {'metadata': {'name': 'reader', 'namespace': 'd'}, 'rules': [
                          {'apiGroups': [''], 'resources': ['pods'], 'verbs': ['get', 'list']},
                          {'apiGroups': [''], 'resources': ['configmaps'], 'resourceNames': ['mine'], 'verbs': ['get']},
                          {'apiGroups': ['apps'], 'resources': ['*/scale'], 'verbs': ['*']}]}""")
                .with(RoleBook.ROLE_BINDINGS, """
                        {'metadata': {'name': 'b', 'namespace': 'd'}, 'roleRef': {'kind': 'Role', 'name': 'reader'},
                         'subjects': [{'kind': 'User', 'name': 'ann'}]}""")
                .with(RoleBook.CLUSTER_ROLES, """
                        {'metadata': {'name': 'paths'}, 'rules': [
                          {'nonResourceURLs': ['/api', '/api/*'], 'verbs': ['get']}]}""")
                .with(RoleBook.CLUSTER_ROLE_BINDINGS, """
                        {'metadata': {'name': 'cb'}, 'roleRef': {'kind': 'ClusterRole', 'name': 'paths'},
                         'subjects': [{'kind': 'Group', 'name': 'system:authenticated'}]}""")
                .with(PODS, """
                        {'metadata': {'name': 'p', 'namespace': 'd'}, 'spec': {'nodeName': 'n1', 'serviceAccountName': 'sa',
                          'containers': [{'envFrom': [{'secretRef': {'name': 's'}}]}],
                          'volumes': [{'configMap': {'name': 'cm'}}]}}""");
    }

    @ParameterizedTest
    @CsvSource({
        "get, d:pods=x, true",
        "list, d:pods, true",
        "get, d:pods/log=x, false",
        "delete, d:pods=x, false",
        "get, e:pods=x, false",
        "list, pods, false",
        "get, d:configmaps=mine, true",
        "get, d:configmaps=other, false",
        "list, d:configmaps, false",
        "update, d:deployments.apps/scale=x, true",
        "update, d:deployments.apps=x, false",
    })
    void aRoleAllowsWhatItsRulesSay(String verb, String what, boolean allowed) {
        assertThat(authorizers.allows(ANN, Requests.ask(verb, what))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"/api, true", "/api/v1, true", "/apis, false", "/metrics, false"})
    void pathsMatchWholeOrByTheirBeginning(String path, boolean allowed) {
        assertThat(authorizers.allows(ANN, Requests.path("get", path))).isEqualTo(allowed);
    }

    @Test
    void saysByWhichBinding() {
        assertThat(authorizers.authorize(ANN, Requests.ask("get", "d:pods=x")))
                .isEqualTo(new Decision.Allowed(
                        "RBAC: allowed by RoleBinding \"b/d\" of Role \"reader\" to User \"ann\""));
    }

    @Test
    void refusesInTheWordsThatClientsKnow() {
        assertThatThrownBy(() -> authorizers.require(ANN, Requests.ask("list", "d:secrets")))
                .hasMessage(
                        "secrets is forbidden: User \"ann\" cannot list resource \"secrets\" in API group \"\" in the"
                                + " namespace \"d\"");
        assertThatThrownBy(() -> authorizers.require(ANN, Requests.ask("get", "d:pods/log=x")))
                .hasMessage(
                        "pods \"x\" is forbidden: User \"ann\" cannot get resource \"pods/log\" in API group \"\" in the"
                                + " namespace \"d\"");
        assertThatThrownBy(() -> authorizers.require(ANN, Requests.ask("list", "nodes")))
                .hasMessageEndingWith("in API group \"\" at the cluster scope");
        assertThatThrownBy(() -> authorizers.require(ANN, Requests.path("get", "/metrics")))
                .hasMessage("forbidden: User \"ann\" cannot get path \"/metrics\"")
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> assertThat(e.status().code()).isEqualTo(403));
    }

    @Test
    void aBindingWithoutItsRoleSaysSo() {
        objects.with(RoleBook.ROLE_BINDINGS, """
                {'metadata': {'name': 'lost', 'namespace': 'd'}, 'roleRef': {'kind': 'ClusterRole', 'name': 'gone'},
                 'subjects': [{'kind': 'User', 'name': 'bob'}]}""");

        assertThatThrownBy(() -> authorizers.require(new UserInfo("bob", List.of()), Requests.ask("list", "d:pods")))
                .hasMessageEndingWith(": RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found");
    }

    @Test
    void aRemovedBindingTakesItsRightsAway() {
        objects.delete(RoleBook.ROLE_BINDINGS, "d", "b");

        assertThat(authorizers.allows(ANN, Requests.ask("list", "d:pods"))).isFalse();
    }

    @Test
    void theMastersMayDoEverything() {
        var master = new UserInfo("any", List.of("system:masters"));

        assertThat(authorizers.allows(master, Requests.ask("delete", "nodes=x")))
                .isTrue();
        assertThat(authorizers.allows(master, Requests.path("get", "/metrics"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "get, d:secrets=s, true",
        "get, d:secrets=other, false",
        "list, d:secrets, false",
        "get, e:secrets=s, false",
        "get, d:configmaps=cm, true",
        "create, d:serviceaccounts/token=sa, true",
        "create, d:serviceaccounts/token=default, false",
        "update, kube-node-lease:leases.coordination.k8s.io=n1, true",
        "update, kube-node-lease:leases.coordination.k8s.io=n2, false",
        "update, d:leases.coordination.k8s.io=n1, false",
        "patch, nodes/status=n1, true",
        "delete, nodes=n1, false",
        "list, endpointslices.discovery.k8s.io, true",
        "update, d:services=x, false",
    })
    void aNodeReadsWhatItsPodsNeed(String verb, String what, boolean allowed) {
        assertThat(authorizers.allows(NODE, Requests.ask(verb, what))).isEqualTo(allowed);
    }

    @Test
    void whatNoPodOfTheNodeNeedsIsSaidToBeUnrelated() {
        assertThatThrownBy(() -> authorizers.require(NODE, Requests.ask("get", "d:secrets=other")))
                .hasMessageEndingWith(": no relationship found between node 'n1' and this object");
    }
}

package dev.navarch.apiserver.authorization.rbac;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.request.Requests;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.resources.ResourceNames;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class EscalationPluginTest {
    private static final UserInfo ANN = new UserInfo("ann", List.of("system:authenticated"));

    private final FakeObjects objects = new FakeObjects();
    private final RoleBook book = new RoleBook();
    private final EscalationPlugin plugin = new EscalationPlugin(book, new RbacAuthorizer(book));

    @BeforeEach
    void giveAnnSomething() {
        book.follow(objects);
        objects.with(RoleBook.ROLES, """
                        {'metadata': {'name': 'reader', 'namespace': 'd'}, 'rules': [
                          {'apiGroups': [''], 'resources': ['pods'], 'verbs': ['get', 'list']}]}""").with(RoleBook.ROLES, """
                        {'metadata': {'name': 'more', 'namespace': 'd'}, 'rules': [
                          {'apiGroups': [''], 'resources': ['secrets', 'pods'], 'verbs': ['get', 'watch']}]}""").with(RoleBook.ROLE_BINDINGS, """
                        {'metadata': {'name': 'b', 'namespace': 'd'}, 'roleRef': {'kind': 'Role', 'name': 'reader'},
                         'subjects': [{'kind': 'User', 'name': 'ann'}]}""");
    }

    @Test
    void aRoleOfWhatOneHasMayBeMade() {
        assertThatCode(() -> create("roles", """
                        {'metadata': {'name': 'same'}, 'rules': [
                          {'apiGroups': [''], 'resources': ['pods'], 'verbs': ['get']}]}""")).doesNotThrowAnyException();
    }

    @Test
    void aRoleOfMoreThanOneHasNamesWhatIsMissing() {
        assertThatThrownBy(() -> create("roles", """
                        {'metadata': {'name': 'new'}, 'rules': [
                          {'apiGroups': [''], 'resources': ['secrets'], 'verbs': ['get']},
                          {'apiGroups': [''], 'resources': ['pods'], 'verbs': ['get', 'delete', 'watch']}]}"""))
                .hasMessage("roles.rbac.authorization.k8s.io \"new\" is forbidden: user \"ann\""
                        + " (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n"
                        + "{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"delete\" \"watch\"]}\n"
                        + "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}");
    }

    @Test
    void bindingARoleNeedsWhatTheRoleGives() {
        assertThatCode(() -> create("rolebindings", binding("reader"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> create("rolebindings", binding("more"))).hasMessageContaining("\"secrets\"");
    }

    @Test
    void theVerbBindWillDoInstead() {
        objects.with(RoleBook.ROLES, """
                        {'metadata': {'name': 'binder', 'namespace': 'd'}, 'rules': [{'apiGroups': ['rbac.authorization.k8s.io'],
                          'resources': ['roles'], 'resourceNames': ['more'], 'verbs': ['bind']}]}""").with(RoleBook.ROLE_BINDINGS, """
                        {'metadata': {'name': 'b2', 'namespace': 'd'}, 'roleRef': {'kind': 'Role', 'name': 'binder'},
                         'subjects': [{'kind': 'Group', 'name': 'system:authenticated'}]}""");

        assertThatCode(() -> create("rolebindings", binding("more"))).doesNotThrowAnyException();
    }

    private static String binding(String role) {
        return "{'metadata': {'name': 'new'}, 'roleRef': {'kind': 'Role', 'name': '" + role + "'}}";
    }

    private void create(String resource, String json) {
        var info = Requests.ask("create", "d:" + resource + ".rbac.authorization.k8s.io");
        var version = new GroupVersion(RoleBook.GROUP, "v1");
        var names =
                new ResourceNames(version, "Role", resource, "role", true, List.of(), List.of(), Set.of("create"), "");
        var object = (ObjectNode) Json.read(json.replace('\'', '"'));
        plugin.validate(
                new AdmissionRequest(
                        AdmissionRequest.Operation.CREATE,
                        info,
                        names,
                        new GroupVersionKind(RoleBook.GROUP, "v1", "Role"),
                        "d",
                        "",
                        object,
                        null,
                        Requests.by(ANN),
                        false),
                _ -> {});
    }
}

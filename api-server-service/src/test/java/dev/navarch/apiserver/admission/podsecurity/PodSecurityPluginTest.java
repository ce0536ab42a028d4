package dev.navarch.apiserver.admission.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.request.Requests;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.catalog.ResourceCatalog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class PodSecurityPluginTest {
    private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final String KEEPING = """
            {'securityContext': {'runAsNonRoot': true, 'seccompProfile': {'type': 'RuntimeDefault'}},
             'containers': [{'name': 'c', 'securityContext': {'allowPrivilegeEscalation': false,
              'capabilities': {'drop': ['ALL'], 'add': ['NET_BIND_SERVICE']}}}],
             'volumes': [{'name': 'v', 'emptyDir': {}}]}""";

    private final FakeObjects objects = new FakeObjects()
            .with(NAMESPACES, "{'metadata': {'name': 'free'}}")
            .with(
                    NAMESPACES,
                    "{'metadata': {'name': 'base', 'labels': {'pod-security.kubernetes.io/enforce': 'baseline'}}}")
            .with(
                    NAMESPACES,
                    "{'metadata': {'name': 'strict', 'labels': {'pod-security.kubernetes.io/enforce': 'restricted'}}}")
            .with(NAMESPACES, """
                    {'metadata': {'name': 'old', 'labels': {'pod-security.kubernetes.io/enforce': 'restricted',
                     'pod-security.kubernetes.io/enforce-version': 'v1.18'}}}""")
            .with(
                    NAMESPACES,
                    "{'metadata': {'name': 'warned', 'labels': {'pod-security.kubernetes.io/warn': 'baseline'}}}");
    private final PodSecurityPlugin plugin = new PodSecurityPlugin(objects);
    private final List<String> warnings = new ArrayList<>();

    @Test
    void aPlainPodIsFarFromRestricted() {
        assertThat(refusal("strict", "{'containers': [{'name': 'c'}]}"))
                .isEqualTo("pods \"p\" is forbidden: violates PodSecurity \"restricted:latest\": "
                        + "allowPrivilegeEscalation != false (container \"c\" must set"
                        + " securityContext.allowPrivilegeEscalation=false), "
                        + "unrestricted capabilities (container \"c\" must set"
                        + " securityContext.capabilities.drop=[\"ALL\"]), "
                        + "runAsNonRoot != true (pod or container \"c\" must set securityContext.runAsNonRoot=true), "
                        + "seccompProfile (pod or container \"c\" must set securityContext.seccompProfile.type to"
                        + " \"RuntimeDefault\" or \"Localhost\")");
    }

    @Test
    void aPodThatKeepsToTheRulesIsLetIn() {
        create("strict", KEEPING);
        assertThat(warnings).isEmpty();
    }

    @Test
    void anOlderDefinitionAsksForLess() {
        assertThat(refusal("old", "{'containers': [{'name': 'c'}]}"))
                .contains("restricted:v1.18", "allowPrivilegeEscalation", "runAsNonRoot")
                .doesNotContain("capabilities", "seccomp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'hostNetwork': true, 'hostPID': true} | host namespaces (hostNetwork=true, hostPID=true)",
                "{'volumes': [{'name': 'h', 'hostPath': {'path': '/'}}]} | hostPath volumes (volume \"h\")",
                "{'containers': [{'name': 'a', 'securityContext': {'privileged': true}}]}"
                        + " | privileged (container \"a\" must not set securityContext.privileged=true)",
                "{'containers': [{'name': 'a', 'ports': [{'hostPort': 80}, {'hostPort': 443}]}]}"
                        + " | hostPort (container \"a\" uses hostPorts 443, 80)",
                "{'containers': [{'name': 'a', 'securityContext': {'capabilities': {'add': ['SYS_ADMIN', 'CHOWN']}}}]}"
                        + " | non-default capabilities (container \"a\" must not include \"SYS_ADMIN\" in"
                        + " securityContext.capabilities.add)",
                "{'securityContext': {'sysctls': [{'name': 'kernel.msgmax', 'value': '1'}]}}"
                        + " | forbidden sysctls (kernel.msgmax)",
                "{'securityContext': {'seccompProfile': {'type': 'Unconfined'}}}"
                        + " | seccompProfile (pod must not set securityContext.seccompProfile.type to \"Unconfined\")",
                "{'securityContext': {'seLinuxOptions': {'type': 'spc_t', 'user': 'u'}}}"
                        + " | seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type \"spc_t\"; user may"
                        + " not be set)",
                "{'containers': [{'name': 'a', 'securityContext': {'procMount': 'Unmasked'}}]}"
                        + " | procMount (container \"a\" must not set securityContext.procMount to \"Unmasked\")",
            })
    void theBaselineRefuses(String spec, String why) {
        assertThat(refusal("base", spec))
                .isEqualTo("pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": " + why);
    }

    @Test
    void whereOnlyAWarningIsWantedThePodIsLetIn() {
        create("warned", "{'hostIPC': true}");
        assertThat(warnings)
                .containsExactly("would violate PodSecurity \"baseline:latest\": host namespaces (hostIPC=true)");
    }

    @Test
    void aTemplateThatWouldBeRefusedIsWarnedOf() {
        var deployment = object("{'metadata': {'name': 'd'}, 'spec': {'template': {'spec': {'hostPID': true}}}}");
        plugin.validate(request(Operation.CREATE, "base", "deployments.apps", deployment, null), warnings::add);
        assertThat(warnings)
                .containsExactly("would violate PodSecurity \"baseline:latest\": host namespaces (hostPID=true)");
    }

    @Test
    void everythingIsAllowedWhereNoLabelIs() {
        create("free", "{'hostNetwork': true}");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aLabelThatSaysNothingIsRefused() {
        var namespace = object("{'metadata': {'name': 'n', 'labels': {'pod-security.kubernetes.io/enforce': 'lax',"
                + " 'pod-security.kubernetes.io/warn-version': '1.2'}}}");
        assertThatThrownBy(() ->
                        plugin.validate(request(Operation.CREATE, "n", "namespaces", namespace, null), warnings::add))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refused -> assertThat(refused.status().message())
                                .contains(
                                        "metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: \"lax\": must be one of"
                                                + " privileged, baseline, restricted",
                                        "must be \"latest\" or \"v1.x\""));
    }

    @Test
    void whoMakesANamespaceStricterIsToldOfItsPods() {
        for (var name : List.of("a", "b"))
            objects.with(
                    PODS, "{'metadata': {'name': '%s', 'namespace': 'n'}, 'spec': {'hostPID': true}}".formatted(name));
        var before = object("{'metadata': {'name': 'n'}}");
        var after = object("{'metadata': {'name': 'n', 'labels': {'pod-security.kubernetes.io/enforce': 'baseline'}}}");
        plugin.validate(request(Operation.UPDATE, "n", "namespaces", after, before), warnings::add);
        assertThat(warnings)
                .containsExactly(
                        "existing pods in namespace \"n\" violate the new PodSecurity enforce level \"baseline:latest\"",
                        "a (and 1 other pod): host namespaces");
    }

    private String refusal(String namespace, String spec) {
        try {
            create(namespace, spec);
        } catch (StatusException refused) {
            assertThat(refused.status().code()).isEqualTo(403);
            return refused.status().message();
        }
        throw new AssertionError("was let in");
    }

    private void create(String namespace, String spec) {
        var pod = object("{'metadata': {'name': 'p'}, 'spec': " + spec + "}");
        plugin.validate(request(Operation.CREATE, namespace, "pods", pod, null), warnings::add);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }

    private static AdmissionRequest request(
            Operation operation, String namespace, String resource, ObjectNode object, @Nullable ObjectNode stored) {
        var info = Requests.ask(operation == Operation.CREATE ? "create" : "update", namespace + ":" + resource);
        var names = ResourceCatalog.builtIn().get(info.groupResource()).names();
        return new AdmissionRequest(
                operation,
                info,
                names,
                new GroupVersionKind(info.group(), "v1", names.kind()),
                namespace,
                object.path("metadata").path("name").asString(""),
                object,
                stored,
                Requests.by(new UserInfo("ann", List.of())),
                false);
    }
}

package dev.navarch.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.request.Requests;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.ResourceNames;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class AdmissionPluginsTest {
    private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");
    private static final GroupResource CLASSES = new GroupResource("scheduling.k8s.io", "priorityclasses");
    private static final GroupResource RUNTIME_CLASSES = new GroupResource("node.k8s.io", "runtimeclasses");
    private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    private static final UserInfo ANN = new UserInfo("ann", List.of());
    private static final UserInfo NODE = new UserInfo("system:node:n1", List.of("system:nodes"));

    private final FakeObjects objects = new FakeObjects()
            .with(
                    ACCOUNTS,
                    "{'metadata': {'name': 'default', 'namespace': 'd'}, 'imagePullSecrets': [{'name': 'pull'}]}")
            .with(CLASSES, "{'metadata': {'name': 'high'}, 'value': 1000, 'preemptionPolicy': 'Never'}")
            .with(NAMESPACES, "{'metadata': {'name': 'd'}, 'status': {'phase': 'Active'}}")
            .with(NAMESPACES, "{'metadata': {'name': 'ending'}, 'status': {'phase': 'Terminating'}}");

    @Test
    void theChainIsInUpstreamsOrder() {
        var chain = AdmissionOrder.arrange(List.of(
                new PriorityPlugin(objects),
                new DefaultTolerationSecondsPlugin(),
                new NamespaceLifecyclePlugin(objects)));

        assertThat(chain.stream().map(AdmissionPlugin::name))
                .containsExactly("NamespaceLifecycle", "Priority", "DefaultTolerationSeconds");
    }

    @Test
    void aPodGetsAnAccountItsSecretsAndItsToken() {
        var pod = pod("{'containers': [{'name': 'c'}], 'initContainers': [{'name': 'i'}]}");

        accounts().mutate(create("d:pods", pod), _ -> {});

        assertThat(pod.path("spec").path("serviceAccountName").asString("")).isEqualTo("default");
        assertThat(Json.text(pod)).contains("'imagePullSecrets':[{'name':'pull'}]".replace('\'', '"'));
        var volume = pod.path("spec").path("volumes").path(0);
        assertThat(volume.path("name").asString("")).matches("kube-api-access-[a-z0-9]{5}");
        assertThat(Json.text(volume.path("projected"))).isEqualTo("""
                {'defaultMode':420,'sources':[{'serviceAccountToken':{'expirationSeconds':3607,'path':'token'}},\
                {'configMap':{'name':'kube-root-ca.crt','items':[{'key':'ca.crt','path':'ca.crt'}]}},\
                {'downwardAPI':{'items':[{'path':'namespace','fieldRef':{'apiVersion':'v1','fieldPath':'metadata.namespace'}}]}}]}""".replace('\'', '"'));
        for (var kind : List.of("containers", "initContainers"))
            assertThat(pod.path("spec")
                            .path(kind)
                            .path(0)
                            .path("volumeMounts")
                            .path(0)
                            .path("name"))
                    .isEqualTo(volume.path("name"));
    }

    @Test
    void aPodThatWantsNoTokenGetsNone() {
        var pod = pod("{'automountServiceAccountToken': false, 'containers': [{'name': 'c'}]}");

        accounts().mutate(create("d:pods", pod), _ -> {});

        assertThat(pod.path("spec").has("volumes")).isFalse();
    }

    @Test
    void anAccountThatIsNotThereIsNamed() {
        var pod = pod("{'serviceAccountName': 'none', 'containers': []}");

        assertThatThrownBy(() -> accounts().mutate(create("d:pods", pod), _ -> {}))
                .hasMessage(
                        "pods \"p\" is forbidden: error looking up service account d/none: serviceaccount \"none\" not"
                                + " found");
    }

    @Test
    void aClassDecidesThePriority() {
        var pod = pod("{'priorityClassName': 'high'}");

        new PriorityPlugin(objects).mutate(create("d:pods", pod), _ -> {});

        assertThat(pod.path("spec").path("priority").asInt(0)).isEqualTo(1000);
        assertThat(pod.path("spec").path("preemptionPolicy").asString("")).isEqualTo("Never");
    }

    @Test
    void aPriorityOfOnesOwnIsRefused() {
        assertThatThrownBy(() -> new PriorityPlugin(objects).mutate(create("d:pods", pod("{'priority': 5}")), _ -> {}))
                .hasMessageEndingWith("the integer value of priority (5) must not be provided in pod spec; priority"
                        + " admission controller computed 0 from the given PriorityClass name");
    }

    @Test
    void aPodOfAnUnknownRuntimeClassIsRejected() {
        var pod = pod("{'runtimeClassName': 'nowhere'}");

        assertThatThrownBy(() -> new RuntimeClassPlugin(objects).mutate(create("d:pods", pod), _ -> {}))
                .hasMessage("pods \"p\" is forbidden: pod rejected: RuntimeClass \"nowhere\" not found");
    }

    @Test
    void aRuntimeClassGivesItsPodsOverheadAndPlace() {
        objects.with(RUNTIME_CLASSES, """
                {'metadata': {'name': 'heavy'}, 'handler': 'runc', 'overhead': {'podFixed': {'cpu': '1'}},
                 'scheduling': {'nodeSelector': {'kind': 'big'}, 'tolerations': [{'key': 'big'}]}}""");
        var pod = pod("{'runtimeClassName': 'heavy', 'nodeSelector': {'zone': 'a'}}");

        new RuntimeClassPlugin(objects).mutate(create("d:pods", pod), _ -> {});

        assertThat(Json.text(pod.path("spec")).replace('"', '\''))
                .contains("'overhead':{'cpu':'1'}", "'zone':'a','kind':'big'", "'tolerations':[{'key':'big'}]");
    }

    @Test
    void anOverheadOfOnesOwnIsRejected() {
        var pod = pod("{'overhead': {'cpu': '1'}}");

        assertThatThrownBy(() -> new RuntimeClassPlugin(objects).mutate(create("d:pods", pod), _ -> {}))
                .hasMessageEndingWith("Pod Overhead set without corresponding RuntimeClass defined Overhead");
    }

    @Test
    void aTolerationOfOnesOwnStays() {
        var pod = pod("{'tolerations': [{'key': 'node.kubernetes.io/not-ready', 'operator': 'Exists'}]}");

        new DefaultTolerationSecondsPlugin().mutate(create("d:pods", pod), _ -> {});

        assertThat(pod.path("spec").path("tolerations")).hasSize(2);
        assertThat(Json.text(pod)).contains("unreachable", "300");
    }

    @Test
    void aNewNodeTakesNoPodsYet() {
        var node = object("{'metadata': {'name': 'n1'}}");

        new TaintNodesByConditionPlugin().mutate(create("nodes", node), _ -> {});

        assertThat(Json.text(node.path("spec"))).contains("node.kubernetes.io/not-ready", "NoSchedule");
    }

    @Test
    void nothingIsMadeInANamespaceThatIsNotThereOrEnds() {
        var plugin = new NamespaceLifecyclePlugin(objects);

        assertThatCode(() -> plugin.mutate(create("d:pods", pod("{}")), _ -> {}))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> plugin.mutate(create("none:pods", pod("{}")), _ -> {}))
                .hasMessage("namespaces \"none\" not found");
        assertThatThrownBy(() -> plugin.mutate(create("ending:pods", pod("{}")), _ -> {}))
                .isInstanceOfSatisfying(StatusException.class, e -> {
                    assertThat(e.status().message())
                            .isEqualTo(
                                    "pods \"p\" is forbidden: unable to create new content in namespace ending because it"
                                            + " is being terminated");
                    assertThat(Objects.requireNonNull(e.status().details())
                                    .causes()
                                    .getFirst()
                                    .reason())
                            .isEqualTo("NamespaceTerminating");
                });
    }

    @Test
    void theFirstNamespacesStay() {
        assertThatThrownBy(() -> new NamespaceLifecyclePlugin(objects)
                        .validate(request(Operation.DELETE, "namespaces=default", null, null, ANN), _ -> {}))
                .hasMessage("namespaces \"default\" is forbidden: this namespace may not be deleted");
    }

    @Test
    void aNodeWritesItselfAndItsPodsOnly() {
        var plugin = new NodeRestrictionPlugin(objects);
        var mine = object("{'spec': {'nodeName': 'n1'}}");
        var others = object("{'spec': {'nodeName': 'n2'}}");

        assertThatCode(() -> plugin.validate(request(Operation.UPDATE, "d:pods/status=p", mine, mine, NODE), _ -> {}))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        plugin.validate(request(Operation.UPDATE, "d:pods/status=p", others, others, NODE), _ -> {}))
                .hasMessageContaining("can only update pod status for pods with spec.nodeName set to itself");
        assertThatThrownBy(() -> plugin.validate(
                        request(Operation.UPDATE, "nodes/status=n2", object("{}"), object("{}"), NODE), _ -> {}))
                .hasMessageContaining("is not allowed to modify node \"n2\"");
        assertThatThrownBy(() -> plugin.validate(
                        request(
                                Operation.UPDATE,
                                "nodes=n1",
                                object("{'spec': {}}"),
                                object("{'spec': {'taints': [{'key': 'a'}]}}"),
                                NODE),
                        _ -> {}))
                .hasMessageContaining("is not allowed to modify taints");
    }

    private ServiceAccountPlugin accounts() {
        return new ServiceAccountPlugin(objects, new Random(1));
    }

    private static ObjectNode pod(String spec) {
        var pod = object("{'metadata': {'name': 'p'}}");
        pod.set("spec", object(spec));
        return pod;
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }

    private static AdmissionRequest create(String what, ObjectNode object) {
        return request(Operation.CREATE, what, object, null, ANN);
    }

    private static AdmissionRequest request(
            Operation operation, String what, @Nullable ObjectNode object, @Nullable ObjectNode stored, UserInfo user) {
        var info = Requests.ask("any", what);
        var names = new ResourceNames(
                new GroupVersion("", "v1"), "Any", info.resource(), "any", true, List.of(), List.of(), Set.of(), "");
        return new AdmissionRequest(
                operation,
                info,
                names,
                new GroupVersionKind("", "v1", "Any"),
                info.namespace(),
                info.name(),
                object,
                stored,
                Requests.by(user),
                false);
    }
}

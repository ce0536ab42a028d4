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

    @Test
    void anIngressWithoutAClassGetsTheNewestDefault() {
        var classes = new GroupResource("networking.k8s.io", "ingressclasses");
        var plugin = new DefaultIngressClassPlugin(new FakeObjects()
                .with(classes, ingressClass("old", "2026-01-01T00:00:00Z", "true"))
                .with(classes, ingressClass("new", "2026-02-01T00:00:00Z", "true"))
                .with(classes, ingressClass("plain", "2026-03-01T00:00:00Z", "false")));
        var without = object("{'metadata': {'name': 'i'}, 'spec': {}}");
        var named = object("{'metadata': {'name': 'i'}, 'spec': {'ingressClassName': 'mine'}}");
        var annotated =
                object("{'metadata': {'name': 'i', 'annotations': {'kubernetes.io/ingress.class': 'x'}}, 'spec': {}}");

        for (var ingress : List.of(without, named, annotated))
            plugin.mutate(create("d:ingresses.networking.k8s.io", ingress), _ -> {});

        assertThat(without.path("spec").path("ingressClassName").asString("")).isEqualTo("new");
        assertThat(named.path("spec").path("ingressClassName").asString("")).isEqualTo("mine");
        assertThat(annotated.path("spec").has("ingressClassName")).isFalse();
    }

    private static String ingressClass(String name, String created, String isDefault) {
        return """
                {'metadata': {'name': '%s', 'creationTimestamp': '%s',
                 'annotations': {'ingressclass.kubernetes.io/is-default-class': '%s'}}}""".formatted(name, created, isDefault);
    }

    @Test
    void aPodTakesOverWhatItsRuntimeClassSays() {
        var pod = pod("{'runtimeClassName': 'heavy', 'nodeSelector': {'a': 'b'}}");

        runtimeClasses().mutate(create("d:pods", pod), _ -> {});

        var spec = pod.path("spec");
        assertThat(spec.path("overhead")).isEqualTo(object("{'cpu': '100m'}"));
        assertThat(spec.path("nodeSelector")).isEqualTo(object("{'a': 'b', 'vm': 'yes'}"));
        assertThat(spec.path("tolerations")).hasSize(1);
    }

    @Test
    void aPodIsRefusedThatItsRuntimeClassDoesNotFit() {
        for (var refusal : List.of(
                List.of("{'runtimeClassName': 'none'}", "RuntimeClass \"none\" not found"),
                List.of(
                        "{'runtimeClassName': 'heavy', 'overhead': {'cpu': '1'}}",
                        "Pod's Overhead doesn't match RuntimeClass's defined Overhead"),
                List.of(
                        "{'overhead': {'cpu': '1'}}",
                        "Pod Overhead set without corresponding RuntimeClass defined Overhead"),
                List.of(
                        "{'runtimeClassName': 'heavy', 'nodeSelector': {'vm': 'no'}}",
                        "conflict: runtimeClass.scheduling.nodeSelector[vm] = yes; pod.spec.nodeSelector[vm] = no"))) {
            var request = create("d:pods", pod(refusal.getFirst()));
            assertThatThrownBy(() -> {
                        runtimeClasses().mutate(request, _ -> {});
                        runtimeClasses().validate(request, _ -> {});
                    })
                    .hasMessage("pods \"p\" is forbidden: pod rejected: " + refusal.getLast());
        }
    }

    private static RuntimeClassPlugin runtimeClasses() {
        return new RuntimeClassPlugin(new FakeObjects().with(new GroupResource("node.k8s.io", "runtimeclasses"), """
                {'metadata': {'name': 'heavy'}, 'handler': 'vm', 'overhead': {'podFixed': {'cpu': '100m'}},
                 'scheduling': {'nodeSelector': {'vm': 'yes'}, 'tolerations': [{'key': 'vm', 'operator': 'Exists'}]}}"""));
    }

    @Test
    void aPodForANodeIsLabeledWithItsZone() {
        var plugin = new PodTopologyLabelsPlugin(new FakeObjects().with(new GroupResource("", "nodes"), """
                {'metadata': {'name': 'n1', 'labels': {'topology.kubernetes.io/zone': 'a', 'disk': 'ssd'}}}"""));
        var placed = pod("{'nodeName': 'n1'}");
        var unplaced = pod("{}");

        plugin.mutate(create("d:pods", placed), _ -> {});
        plugin.mutate(create("d:pods", unplaced), _ -> {});

        assertThat(placed.path("metadata").path("labels")).isEqualTo(object("{'topology.kubernetes.io/zone': 'a'}"));
        assertThat(unplaced.path("metadata").has("labels")).isFalse();
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

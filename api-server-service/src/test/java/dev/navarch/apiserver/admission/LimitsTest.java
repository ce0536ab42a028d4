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
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a namespace's quotas and limit ranges let in. */
final class LimitsTest {
    private static final GroupResource QUOTAS = new GroupResource("", "resourcequotas");
    private static final GroupResource LIMIT_RANGES = new GroupResource("", "limitranges");
    private static final GroupResource SECRETS = new GroupResource("", "secrets");
    private static final GroupResource CLASSES = new GroupResource("storage.k8s.io", "storageclasses");

    private final FakeObjects objects = new FakeObjects();
    private final ResourceQuotaPlugin quotas = new ResourceQuotaPlugin(objects, objects, Clock.systemUTC());

    @Test
    void whatIsUsedIsChargedAndMoreIsRefused() {
        quota("q", "{'pods': '5', 'requests.cpu': '1'}", "{'pods': '0', 'requests.cpu': '0'}");

        admit("d:pods", pod("{'requests': {'cpu': '600m'}}"));

        assertThat(used("q")).isEqualTo("{'pods':'1','requests.cpu':'600m'}");
        assertThatThrownBy(() -> admit("d:pods", pod("{'requests': {'cpu': '600m'}}")))
                .hasMessage("pods \"p\" is forbidden: exceeded quota: q, requested: requests.cpu=600m,"
                        + " used: requests.cpu=600m, limited: requests.cpu=1");
        assertThat(used("q")).isEqualTo("{'pods':'1','requests.cpu':'600m'}");
    }

    @Test
    void everyContainerMustSayWhatAQuotaCounts() {
        quota("q", "{'limits.memory': '1Gi', 'requests.cpu': '1'}", "{'limits.memory': '0', 'requests.cpu': '0'}");

        assertThatThrownBy(() -> admit("d:pods", pod("{}")))
                .hasMessage("pods \"p\" is forbidden: failed quota: q: must specify limits.memory for: c;"
                        + " requests.cpu for: c");
    }

    @Test
    void aQuotaThatWasNeverCountedLetsNothingIn() {
        quota("q", "{'pods': '5'}", "{}");

        assertThatThrownBy(() -> admit("d:pods", pod("{}")))
                .hasMessage("pods \"p\" is forbidden: status unknown for quota: q, resources: pods");
    }

    @Test
    void aScopedQuotaConcernsItsPodsOnly() {
        objects.with(
                QUOTAS,
                "{'metadata': {'name': 'q', 'namespace': 'd'}, 'spec': {'scopes': ['BestEffort']},"
                        + " 'status': {'hard': {'pods': '0'}, 'used': {'pods': '0'}}}");
        var bestEffort = pod("{}");
        bestEffort.withObject("status").put("qosClass", "BestEffort");

        assertThatCode(() -> admit("d:pods", pod("{'requests': {'cpu': '1'}}"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> admit("d:pods", bestEffort)).hasMessageContaining("exceeded quota: q");
    }

    @Test
    void ofSeveralQuotasNoneIsChargedWhenOneRefuses() {
        quota("a", "{'count/secrets': '5'}", "{'count/secrets': '0'}");
        quota("b", "{'secrets': '0'}", "{'secrets': '0'}");

        assertThatThrownBy(() -> admit("d:secrets", object("{'metadata': {'name': 's'}}")))
                .hasMessageContaining("exceeded quota: b, requested: secrets=1, used: secrets=0, limited: secrets=0");
        assertThat(used("a")).isEqualTo("{'count/secrets':'0'}");
    }

    @Test
    void anUpdateIsChargedWithWhatItAdds() {
        quota("q", "{'services.nodeports': '2'}", "{'services.nodeports': '1'}");
        var one = object("{'metadata': {'name': 's'}, 'spec': {'type': 'NodePort', 'ports': [{}]}}");
        var three = object("{'metadata': {'name': 's'}, 'spec': {'type': 'NodePort', 'ports': [{}, {}, {}]}}");

        assertThatThrownBy(() -> quotas.validate(request(Operation.UPDATE, "d:services=s", three, one, false), _ -> {}))
                .hasMessageContaining("requested: services.nodeports=2, used: services.nodeports=1");
    }

    @Test
    void aTrialAndWhatIsThereAlreadyCostNothing() {
        quota("q", "{'count/secrets': '1'}", "{'count/secrets': '0'}");
        objects.with(SECRETS, "{'metadata': {'name': 's', 'namespace': 'd'}}");

        quotas.validate(
                request(Operation.CREATE, "d:secrets", object("{'metadata': {'name': 't'}}"), null, true), _ -> {});
        admit("d:secrets", object("{'metadata': {'name': 's'}}"));

        assertThat(used("q")).isEqualTo("{'count/secrets':'0'}");
    }

    @Test
    void manyAtOnceNeverGetMoreThanTheQuota() {
        quota("q", "{'count/secrets': '10'}", "{'count/secrets': '0'}");
        var admitted = new AtomicInteger();

        IntStream.range(0, 100).parallel().forEach(i -> {
            try {
                admit("d:secrets", object("{'metadata': {'name': 's" + i + "'}}"));
                admitted.incrementAndGet();
            } catch (StatusException refused) {
                assertThat(refused).hasMessageContaining("exceeded quota");
            }
        });

        assertThat(admitted).hasValue(10);
        assertThat(used("q")).isEqualTo("{'count/secrets':'10'}");
    }

    @Test
    void aContainerGetsWhatItLeavesOpen() {
        limitRange("{'type': 'Container', 'default': {'cpu': '500m'}, 'defaultRequest': {'cpu': '100m'}}");
        var pod = pod("{'requests': {'memory': '1Mi'}}");

        limits().mutate(request(Operation.CREATE, "d:pods", pod, null, false), _ -> {});

        assertThat(Json.text(pod.path("spec").path("containers").path(0).path("resources")))
                .isEqualTo("{'requests':{'memory':'1Mi','cpu':'100m'},'limits':{'cpu':'500m'}}".replace('\'', '"'));
        assertThat(pod.path("metadata")
                        .path("annotations")
                        .path("kubernetes.io/limit-ranger")
                        .asString(""))
                .isEqualTo("LimitRanger plugin set: cpu request for container c; cpu limit for container c");
    }

    @Test
    void allThatIsOutOfBoundsIsNamedAtOnce() {
        limitRange("{'type': 'Container', 'min': {'cpu': '50m'}, 'maxLimitRequestRatio': {'cpu': '10'}},"
                + " {'type': 'Pod', 'max': {'cpu': '3'}}");

        assertThatThrownBy(() -> limits().validate(
                                request(
                                        Operation.CREATE,
                                        "d:pods",
                                        pod("{'requests': {'cpu': '10m'}, 'limits': {'cpu': '4'}}"),
                                        null,
                                        false),
                                _ -> {}))
                .hasMessage("pods \"p\" is forbidden: [minimum cpu usage per Container is 50m, but request is 10m,"
                        + " cpu max limit to request ratio per Container is 10, but provided ratio is 400.000000,"
                        + " maximum cpu usage per Pod is 3, but limit is 4]");
    }

    @Test
    void aClaimStaysWithinItsLimits() {
        limitRange("{'type': 'PersistentVolumeClaim', 'max': {'storage': '1Gi'}}");
        var claim = object("{'metadata': {'name': 'c'}, 'spec': {'resources': {'requests': {'storage': '2Gi'}}}}");

        assertThatThrownBy(() -> limits().validate(
                                request(Operation.CREATE, "d:persistentvolumeclaims", claim, null, false), _ -> {}))
                .hasMessageEndingWith("maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi");
    }

    @Test
    void aClaimGrowsWhenItIsBoundAndItsClassSaysSo() {
        objects.with(CLASSES, "{'metadata': {'name': 'fixed'}}");
        objects.with(CLASSES, "{'metadata': {'name': 'grows'}, 'allowVolumeExpansion': true}");

        assertThatThrownBy(() -> resize("fixed", "Pending"))
                .hasMessageEndingWith("Only bound persistent volume claims can be expanded");
        assertThatThrownBy(() -> resize("fixed", "Bound")).hasMessageContaining("must support resize");
        assertThatCode(() -> resize("grows", "Bound")).doesNotThrowAnyException();
    }

    @Test
    void newClaimsAndVolumesAreHeld() {
        var claim = object("{'metadata': {'name': 'c'}}");

        new StorageObjectInUseProtectionPlugin()
                .mutate(request(Operation.CREATE, "d:persistentvolumeclaims", claim, null, false), _ -> {});

        assertThat(Json.text(claim)).contains("kubernetes.io/pvc-protection");
    }

    private void resize(String className, String phase) {
        var before = object("{'spec': {'storageClassName': '" + className
                + "', 'resources': {'requests': {'storage': '1Gi'}}}, 'status': {'phase': '" + phase + "'}}");
        var after = object("{'spec': {'resources': {'requests': {'storage': '2Gi'}}}}");
        new PersistentVolumeClaimResizePlugin(objects)
                .validate(request(Operation.UPDATE, "d:persistentvolumeclaims=c", after, before, false), _ -> {});
    }

    private void admit(String what, ObjectNode object) {
        quotas.validate(request(Operation.CREATE, what, object, null, false), _ -> {});
    }

    private LimitRangerPlugin limits() {
        return new LimitRangerPlugin(objects);
    }

    private void limitRange(String limits) {
        objects.with(
                LIMIT_RANGES, "{'metadata': {'name': 'l', 'namespace': 'd'}, 'spec': {'limits': [" + limits + "]}}");
    }

    private void quota(String name, String hard, String used) {
        objects.with(
                QUOTAS,
                "{'metadata': {'name': '" + name + "', 'namespace': 'd'}, 'spec': {'hard': " + hard
                        + "}, 'status': {'hard': " + hard + ", 'used': " + used + "}}");
    }

    private String used(String quota) {
        var found = Objects.requireNonNull(objects.find(QUOTAS, "d", quota));
        return Json.text(found.path("status").path("used")).replace('"', '\'');
    }

    private static ObjectNode pod(String resources) {
        return object(
                "{'metadata': {'name': 'p'}, 'spec': {'containers': [{'name': 'c', 'resources': " + resources + "}]}}");
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }

    private static AdmissionRequest request(
            Operation operation, String what, ObjectNode object, @Nullable ObjectNode stored, boolean dryRun) {
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
                Requests.by(new UserInfo("ann", List.of())),
                dryRun);
    }
}

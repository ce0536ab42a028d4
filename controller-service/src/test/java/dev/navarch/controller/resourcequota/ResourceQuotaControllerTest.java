package dev.navarch.controller.resourcequota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ResourceQuota;
import io.kubernetes.client.openapi.models.V1ResourceQuotaSpec;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResourceQuotaControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new ResourceQuotaController(client, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void countsWhatThereIsAndTakesBackWhatGoes() {
        pod("p", "300m");
        pod("q", "200m");
        secret("s");
        quota(Map.of("requests.cpu", "1", "pods", "5", "count/secrets", "5", "limits.memory", "1Gi"), List.of());
        awaitUsed(Map.of("requests.cpu", "500m", "pods", "2", "count/secrets", "1", "limits.memory", "0"));

        bed.cluster().resource(V1Pod.class).delete("default", "q", new DeleteRequest(0L, null, null));
        bed.cluster().resource(V1Secret.class).delete("default", "s", DeleteRequest.DEFAULT);
        awaitUsed(Map.of("requests.cpu", "300m", "pods", "1", "count/secrets", "0", "limits.memory", "0"));
    }

    @Test
    void anEndedPodUsesNothing() {
        pod("p", "300m");
        quota(Map.of("requests.cpu", "1"), List.of());
        awaitUsed(Map.of("requests.cpu", "300m"));
        bed.cluster()
                .resource(V1Pod.class)
                .patchStatus("default", "p", PatchType.MERGE, "{\"status\":{\"phase\":\"Succeeded\"}}");
        awaitUsed(Map.of("requests.cpu", "0"));
    }

    @Test
    void aScopeLeavesOthersOut() {
        pod("p", "300m");
        quota(Map.of("pods", "5"), List.of("Terminating"));
        awaitUsed(Map.of("pods", "0"));
    }

    @Test
    void aChangedLimitIsShownAtOnce() {
        quota(Map.of("pods", "5"), List.of());
        awaitUsed(Map.of("pods", "0"));
        bed.cluster()
                .resource(V1ResourceQuota.class)
                .patch("default", "quota", PatchType.MERGE, "{\"spec\":{\"hard\":{\"pods\":\"7\"}}}");
        await("the new limit")
                .untilAsserted(
                        () -> assertThat(quota().getStatus().getHard()).containsEntry("pods", new Quantity("7")));
    }

    private void awaitUsed(Map<String, String> used) {
        await("what is used").untilAsserted(() -> {
            assertThat(quota().getStatus()).isNotNull();
            assertThat(quota().getStatus().getUsed())
                    .allSatisfy((name, amount) -> assertThat(amount).as(name).isEqualTo(new Quantity(used.get(name))))
                    .hasSameSizeAs(used);
        });
    }

    private V1ResourceQuota quota() {
        return bed.cluster().resource(V1ResourceQuota.class).get("default", "quota");
    }

    private void quota(Map<String, String> hard, List<String> scopes) {
        var spec = new V1ResourceQuotaSpec();
        hard.forEach((name, amount) -> spec.putHardItem(name, new Quantity(amount)));
        scopes.forEach(spec::addScopesItem);
        bed.cluster()
                .resource(V1ResourceQuota.class)
                .create(new V1ResourceQuota().metadata(meta("quota")).spec(spec));
    }

    private void pod(String name, String cpu) {
        bed.cluster()
                .resource(V1Pod.class)
                .create(new V1Pod()
                        .metadata(meta(name))
                        .spec(new V1PodSpec()
                                .containers(List.of(new V1Container()
                                        .name("c")
                                        .resources(new V1ResourceRequirements()
                                                .requests(Map.of("cpu", new Quantity(cpu))))))));
    }

    private void secret(String name) {
        bed.cluster().resource(V1Secret.class).create(new V1Secret().metadata(meta(name)));
    }

    private static V1ObjectMeta meta(String name) {
        return new V1ObjectMeta().namespace("default").name(name);
    }
}

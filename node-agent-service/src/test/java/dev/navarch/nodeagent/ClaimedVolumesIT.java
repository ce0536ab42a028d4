package dev.navarch.nodeagent;

import static dev.navarch.nodeagent.TestNode.container;
import static dev.navarch.nodeagent.TestNode.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.LocalVolumes;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.nodeagent.namespace.InNodeNamespace;
import io.kubernetes.client.openapi.models.V1HostPathVolumeSource;
import io.kubernetes.client.openapi.models.V1NFSVolumeSource;
import io.kubernetes.client.openapi.models.V1NodeSelector;
import io.kubernetes.client.openapi.models.V1NodeSelectorRequirement;
import io.kubernetes.client.openapi.models.V1NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimSpec;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimStatus;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimVolumeSource;
import io.kubernetes.client.openapi.models.V1PersistentVolumeSpec;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.kubernetes.client.openapi.models.V1VolumeNodeAffinity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // what a test reads of a model is there, or the test fails
@InNodeNamespace
class ClaimedVolumesIT {
    @TempDir
    static Path directory;

    private static TestNode node;

    @BeforeAll
    static void start() throws Exception {
        node = TestNode.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @Test
    void whatOnePodWritesAnotherReadsAfterARestartAndItGoesWithTheVolume() {
        var place = node.directories.volumes().resolve("pv-a");
        volume("pv-a", new V1PersistentVolumeSpec().hostPath(hostPath(place)).nodeAffinity(onThisNode()));
        claim("a", "pv-a");
        node.create("writer", using("a", false, "sh", "-c", "echo kept > /data/file; sleep 1000"));
        node.awaitReady("writer");
        await("the file").until(() -> Files.exists(place.resolve("file")));
        node.delete("writer", 0);
        node.awaitGone("writer");
        node.restart();
        node.create("reader", using("a", true, "sleep", "1000"));
        var reader = node.awaitReady("reader");
        assertThat(node.exec(reader, "c", "cat", "/data/file")).isEqualTo("kept\n");
        assertThat(node.exec(reader, "c", "touch", "/data/more")).contains("Read-only file system");
        node.delete("reader", 0);
        node.awaitGone("reader");

        node.client.resource(V1PersistentVolume.class).delete("", "pv-a", DeleteRequest.DEFAULT);
        await("the volume gone")
                .until(() -> node.client.resource(V1PersistentVolume.class).find("", "pv-a") == null);
        assertThat(place).doesNotExist();
    }

    @Test
    void dataOutsideTheNodesOwnFolderIsNeverRemoved(@TempDir Path elsewhere) {
        volume(
                "pv-b",
                new V1PersistentVolumeSpec().hostPath(hostPath(elsewhere)).nodeAffinity(onThisNode()));
        node.client.resource(V1PersistentVolume.class).delete("", "pv-b", DeleteRequest.DEFAULT);
        await("the volume gone")
                .until(() -> node.client.resource(V1PersistentVolume.class).find("", "pv-b") == null);
        assertThat(elsewhere).exists();
    }

    @Test
    void aVolumeOfAnotherKindIsRefusedInAnEvent() {
        volume(
                "pv-c",
                new V1PersistentVolumeSpec()
                        .nfs(new V1NFSVolumeSource().server("s").path("/")));
        claim("c", "pv-c");
        var pod = node.create("stuck", using("c", false, "sleep", "1000"));
        await("the event")
                .atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(node.events(pod)).anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("FailedMount");
                    assertThat(event.getMessage()).contains("pv-c", "neither hostPath nor local");
                }));
    }

    private static V1PodSpec using(String claim, boolean readOnly, String... command) {
        return pod(container("c", command)
                        .volumeMounts(List.of(new V1VolumeMount().name("v").mountPath("/data"))))
                .volumes(List.of(new V1Volume()
                        .name("v")
                        .persistentVolumeClaim(new V1PersistentVolumeClaimVolumeSource()
                                .claimName(claim)
                                .readOnly(readOnly))));
    }

    private static void volume(String name, V1PersistentVolumeSpec spec) {
        node.client
                .resource(V1PersistentVolume.class)
                .create(new V1PersistentVolume()
                        .metadata(new V1ObjectMeta().name(name).finalizers(List.of(LocalVolumes.FINALIZER)))
                        .spec(spec.persistentVolumeReclaimPolicy("Delete")));
    }

    private static void claim(String name, String volume) {
        var claims = node.client.resource(V1PersistentVolumeClaim.class);
        var created = claims.create(new V1PersistentVolumeClaim()
                .metadata(new V1ObjectMeta().namespace(TestNode.NAMESPACE).name(name))
                .spec(new V1PersistentVolumeClaimSpec().volumeName(volume)));
        claims.updateStatus(created.status(new V1PersistentVolumeClaimStatus().phase("Bound")));
    }

    private static V1HostPathVolumeSource hostPath(Path place) {
        return new V1HostPathVolumeSource().path(place.toString()).type("DirectoryOrCreate");
    }

    private static V1VolumeNodeAffinity onThisNode() {
        return new V1VolumeNodeAffinity()
                .required(new V1NodeSelector()
                        .nodeSelectorTerms(List.of(new V1NodeSelectorTerm()
                                .matchExpressions(List.of(new V1NodeSelectorRequirement()
                                        .key("kubernetes.io/hostname")
                                        .operator("In")
                                        .values(List.of(TestNode.NAME)))))));
    }
}

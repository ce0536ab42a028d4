package dev.navarch.controller.persistentvolume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.LocalVolumes;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import dev.navarch.controller.ephemeralvolume.EphemeralVolumeController;
import dev.navarch.controller.localvolume.LocalStorageClass;
import dev.navarch.controller.localvolume.LocalVolumeProvisioner;
import dev.navarch.controller.localvolume.LocalVolumeReclaimer;
import dev.navarch.controller.volumeprotection.ClaimProtectionController;
import dev.navarch.controller.volumeprotection.VolumeProtectionController;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1EphemeralVolumeSource;
import io.kubernetes.client.openapi.models.V1HostPathVolumeSource;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimSpec;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimTemplate;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimVolumeSource;
import io.kubernetes.client.openapi.models.V1PersistentVolumeSpec;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1StorageClass;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeResourceRequirements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new ClaimBindingController(client, clock).loop())
                .run((client, clock) -> new VolumeBindingController(client, clock).loop())
                .run((client, _) -> new ClaimProtectionController(client).loop())
                .run((client, _) -> new VolumeProtectionController(client).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aClaimGetsTheSmallestVolumeThatIsLargeEnough() {
        volume("large", "5Gi", "");
        volume("small", "1Gi", "");
        volume("fits", "2Gi", "");
        awaitPhase("fits", "Available");
        awaitPhase("large", "Available");
        claim("c", "2Gi", "");
        awaitBound("c", "fits");
        assertThat(volume("fits").getSpec().getClaimRef().getUid())
                .isEqualTo(claim("c").getMetadata().getUid());
        assertThat(claim("c").getStatus().getCapacity()).containsEntry("storage", new Quantity("2Gi"));
        assertThat(claim("c").getMetadata().getAnnotations())
                .containsEntry("pv.kubernetes.io/bind-completed", "yes")
                .containsEntry("pv.kubernetes.io/bound-by-controller", "yes");
    }

    @Test
    void whatWasSetAsideForAClaimIsNobodyElses() {
        var kept = newVolume("kept", "5Gi", "");
        kept.getSpec().claimRef(new V1ObjectReference().namespace("default").name("mine"));
        bed.cluster().resource(V1PersistentVolume.class).create(kept);
        awaitPhase("kept", "Available");
        claim("other", "1Gi", "");
        await("the complaint")
                .untilAsserted(() -> assertThat(bed.events("FailedBinding"))
                        .containsExactly("no persistent volumes available for this claim and no storage class is set"));
        claim("mine", "1Gi", "");
        awaitBound("mine", "kept");
        assertThat(volume("kept").getMetadata().getAnnotations()).isNullOrEmpty();
    }

    @Test
    void aReleasedVolumeIsKeptAndBoundToNobody() {
        volume("v", "1Gi", "");
        claim("c", "1Gi", "");
        awaitBound("c", "v");
        bed.cluster().resource(V1PersistentVolumeClaim.class).delete("default", "c", DeleteRequest.DEFAULT);
        awaitPhase("v", "Released");
        claim("c", "1Gi", "");
        await("the complaint").until(() -> !bed.events("FailedBinding").isEmpty());
        assertThat(claim("c").getSpec().getVolumeName()).isNull();
    }

    @Test
    void aClaimWhoseVolumeVanishesIsLost() {
        volume("v", "1Gi", "");
        claim("c", "1Gi", "");
        awaitBound("c", "v");
        var volumes = bed.cluster().resource(V1PersistentVolume.class);
        await("the end of the volume").until(() -> {
            volumes.delete("", "v", DeleteRequest.DEFAULT);
            if (volumes.find("", "v") != null) {
                volumes.patch("", "v", PatchType.MERGE, "{\"metadata\":{\"finalizers\":null}}");
            }
            return volumes.find("", "v") == null;
        });
        await("its loss").until(() -> "Lost".equals(claim("c").getStatus().getPhase()));
        assertThat(bed.events("ClaimLost")).hasSize(1);
    }

    @Test
    void aDeletedClaimStaysWhileAPodUsesIt() {
        claim("c", "1Gi", "");
        await("its finalizer").until(() -> claim("c").getMetadata().getFinalizers() != null);
        pod(
                "user",
                new V1Volume()
                        .name("v")
                        .persistentVolumeClaim(new V1PersistentVolumeClaimVolumeSource().claimName("c")));
        var claims = bed.cluster().resource(V1PersistentVolumeClaim.class);
        claims.delete("default", "c", DeleteRequest.DEFAULT);
        await("nothing").during(Duration.ofMillis(200)).until(() -> claims.find("default", "c") != null);
        bed.cluster().resource(V1Pod.class).delete("default", "user", new DeleteRequest(0L, null, null));
        await("its end").until(() -> claims.find("default", "c") == null);
    }

    @Test
    void theLocalProvisionerMakesAVolumeOnTheChosenNodeAndDeletesItWithTheClaim() {
        provisioning();
        claim("c", "1Gi", null);
        await("the default class")
                .until(() -> "standard".equals(claim("c").getSpec().getStorageClassName()));
        await("patience").until(() -> !bed.events("WaitForFirstConsumer").isEmpty());
        select("c", "n");
        await("the binding").until(() -> "Bound".equals(phase("c")));
        var volume = volume(claim("c").getSpec().getVolumeName());
        assertThat(volume.getSpec().getHostPath().getPath())
                .isEqualTo("/data/volumes/" + volume.getMetadata().getName());
        assertThat(volume.getMetadata().getFinalizers()).contains(LocalVolumes.FINALIZER);

        bed.cluster().resource(V1PersistentVolumeClaim.class).delete("default", "c", DeleteRequest.DEFAULT);
        await("the deletion")
                .until(() -> volume(volume.getMetadata().getName())
                        .getMetadata()
                        .getFinalizers()
                        .equals(List.of(LocalVolumes.FINALIZER)));
        bed.cluster().resource(V1Node.class).delete("", "n", DeleteRequest.DEFAULT);
        await("its end, now that nobody is left to remove the data")
                .until(() -> bed.cluster()
                                .resource(V1PersistentVolume.class)
                                .find("", volume.getMetadata().getName())
                        == null);
    }

    @Test
    void aNodeThatIsGoneIsChosenNoLonger() {
        provisioning();
        claim("c", "1Gi", "standard");
        select("c", "nowhere");
        await("the choice to be taken back")
                .until(() ->
                        !claim("c").getMetadata().getAnnotations().containsKey("volume.kubernetes.io/selected-node"));
    }

    @Test
    void anEphemeralVolumesClaimIsThePods() {
        bed.run((client, _) -> new EphemeralVolumeController(client).loop());
        var template = new V1PersistentVolumeClaimTemplate()
                .spec(new V1PersistentVolumeClaimSpec().accessModes(List.of("ReadWriteOnce")));
        var pod = pod(
                "p",
                new V1Volume().name("scratch").ephemeral(new V1EphemeralVolumeSource().volumeClaimTemplate(template)));
        await("the claim")
                .until(() ->
                        bed.cluster().resource(V1PersistentVolumeClaim.class).find("default", "p-scratch") != null);
        assertThat(claim("p-scratch").getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner ->
                        assertThat(owner.getUid()).isEqualTo(pod.getMetadata().getUid()));
    }

    private void provisioning() {
        bed.cluster()
                .resource(V1Node.class)
                .create(new V1Node()
                        .metadata(new V1ObjectMeta()
                                .name("n")
                                .labels(Map.of("kubernetes.io/hostname", "n"))
                                .annotations(Map.of(LocalVolumes.FOLDER_ANNOTATION, "/data/volumes"))));
        bed.run((client, _) -> new LocalStorageClass(client, "standard").loop())
                .run((client, _) -> new LocalVolumeProvisioner(client).loop())
                .run((client, _) -> new LocalVolumeReclaimer(client).loop());
        await("the class")
                .until(() -> bed.cluster().resource(V1StorageClass.class).find("", "standard") != null);
    }

    private void select(String claim, String node) {
        bed.cluster()
                .resource(V1PersistentVolumeClaim.class)
                .patch(
                        "default",
                        claim,
                        PatchType.MERGE,
                        "{\"metadata\":{\"annotations\":{\"volume.kubernetes.io/selected-node\":\"" + node + "\"}}}");
    }

    private V1Pod pod(String name, V1Volume volume) {
        return bed.cluster()
                .resource(V1Pod.class)
                .create(new V1Pod()
                        .metadata(new V1ObjectMeta().namespace("default").name(name))
                        .spec(new V1PodSpec().nodeName("n").volumes(List.of(volume))));
    }

    private void claim(String name, String size, @Nullable String className) {
        bed.cluster()
                .resource(V1PersistentVolumeClaim.class)
                .create(new V1PersistentVolumeClaim()
                        .metadata(new V1ObjectMeta().namespace("default").name(name))
                        .spec(new V1PersistentVolumeClaimSpec()
                                .accessModes(List.of("ReadWriteOnce"))
                                .storageClassName(className)
                                .resources(new V1VolumeResourceRequirements()
                                        .requests(Map.of("storage", new Quantity(size))))));
    }

    private void volume(String name, String size, String className) {
        bed.cluster().resource(V1PersistentVolume.class).create(newVolume(name, size, className));
    }

    private static V1PersistentVolume newVolume(String name, String size, String className) {
        return new V1PersistentVolume()
                .metadata(new V1ObjectMeta().name(name))
                .spec(new V1PersistentVolumeSpec()
                        .accessModes(List.of("ReadWriteOnce"))
                        .capacity(Map.of("storage", new Quantity(size)))
                        .persistentVolumeReclaimPolicy("Retain")
                        .storageClassName(className)
                        .hostPath(new V1HostPathVolumeSource().path("/x")));
    }

    private V1PersistentVolumeClaim claim(String name) {
        return bed.cluster().resource(V1PersistentVolumeClaim.class).get("default", name);
    }

    private V1PersistentVolume volume(String name) {
        return bed.cluster().resource(V1PersistentVolume.class).get("", name);
    }

    private String phase(String claim) {
        var status = claim(claim).getStatus();
        return status == null ? "" : status.getPhase();
    }

    private void awaitBound(String claim, String volume) {
        await(claim + " bound").until(() -> "Bound".equals(phase(claim)));
        assertThat(claim(claim).getSpec().getVolumeName()).isEqualTo(volume);
        awaitPhase(volume, "Bound");
    }

    private void awaitPhase(String volume, String phase) {
        await(volume + " " + phase).until(() -> {
            var status = volume(volume).getStatus();
            return status != null && phase.equals(status.getPhase());
        });
    }
}

package dev.navarch.controller.garbage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
    private final LoopBed bed = new LoopBed();
    private final ResourceClient<V1ConfigMap> configMaps = bed.cluster().resource(V1ConfigMap.class);

    @BeforeEach
    void start() {
        bed.run((client, _) -> new GarbageCollector(client).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void removesWhatIsOwnedAfterItsOwnerAndWhatThatOwns() {
        var owner = create("owner");
        var child = create("child", owner);
        create("grandchild", child);
        create("stranger");
        configMaps.delete("default", "owner", DeleteRequest.DEFAULT);
        await("an empty house").until(() -> names().equals(List.of("stranger")));
    }

    @Test
    void removesWhatLostItsOwnerWhileTheLoopWasStopped() {
        var owner = create("owner");
        create("child", owner);
        bed.pause();
        configMaps.delete("default", "owner", DeleteRequest.DEFAULT);
        bed.resume();
        await("an empty house").until(() -> names().isEmpty());
    }

    @Test
    void removesWhatWasNeverOwned() {
        create(
                "orphan",
                new V1ConfigMap().metadata(new V1ObjectMeta().name("gone").uid("no-such-uid")));
        await("its end").until(() -> names().isEmpty());
    }

    @Test
    void keepsWhatHasAnotherOwnerAndTakesTheDeadOneOutOfItsReferences() {
        var dead = create("dead");
        var alive = create("alive");
        create("child", dead, alive);
        configMaps.delete("default", "dead", DeleteRequest.DEFAULT);
        await("one owner left").until(() -> owners("child").equals(List.of("alive")));
    }

    @Test
    void anOwnerDeletedInTheForegroundGoesLast() {
        var owner = create("owner");
        var child = create("child", owner);
        create("grandchild", child);
        configMaps.delete("default", "owner", new DeleteRequest(null, null, "Foreground"));
        assertThat(names()).contains("owner");
        await("all gone").until(() -> names().isEmpty());
    }

    @Test
    void anOwnerThatOrphansLeavesItsDependentsAlone() {
        var owner = create("owner");
        create("child", owner);
        configMaps.delete("default", "owner", new DeleteRequest(null, null, "Orphan"));
        await("the owner's end").until(() -> names().equals(List.of("child")));
        create("later", create("later-owner"));
        configMaps.delete("default", "later-owner", DeleteRequest.DEFAULT);
        await("the end of a dependent that came later").until(() -> names().equals(List.of("child")));
        assertThat(owners("child")).isEmpty();
    }

    private V1ConfigMap create(String name, V1ConfigMap... owners) {
        var references = new ArrayList<V1OwnerReference>();
        for (var owner : owners) {
            references.add(new V1OwnerReference()
                    .apiVersion("v1")
                    .kind("ConfigMap")
                    .name(owner.getMetadata().getName())
                    .uid(owner.getMetadata().getUid())
                    .blockOwnerDeletion(true));
        }
        return configMaps.create(new V1ConfigMap()
                .metadata(new V1ObjectMeta().namespace("default").name(name).ownerReferences(references)));
    }

    private List<String> names() {
        return configMaps.list("default", "", "").stream()
                .map(configMap -> configMap.getMetadata().getName())
                .toList();
    }

    private List<String> owners(String name) {
        return configMaps.get("default", name).getMetadata().getOwnerReferences().stream()
                .map(V1OwnerReference::getName)
                .toList();
    }
}

package dev.navarch.controller.ttlafterfinished;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TtlAfterFinishedControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new TtlAfterFinishedController(client, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aJobThatEndedLongAgoGoesAfterItsPods() {
        create("running", "\"ttlSecondsAfterFinished\":0", "");
        create("kept", "", ended("2026-01-01T00:00:00Z"));
        create("young", "\"ttlSecondsAfterFinished\":2000000000", ended("2026-01-01T00:00:00Z"));
        create("old", "\"ttlSecondsAfterFinished\":1", ended("2026-01-01T00:00:00Z"));
        await("its deletion").until(() -> job("old").getMetadata().getDeletionTimestamp() != null);
        assertThat(job("old").getMetadata().getFinalizers()).containsExactly("foregroundDeletion");
        for (var other : new String[] {"running", "kept", "young"}) {
            assertThat(job(other).getMetadata().getDeletionTimestamp()).isNull();
        }
        bed.cluster()
                .resource(V1Job.class)
                .patch("default", "young", PatchType.MERGE, "{\"spec\":{\"ttlSecondsAfterFinished\":1}}");
        await("its deletion").until(() -> job("young").getMetadata().getDeletionTimestamp() != null);
    }

    private static String ended(String time) {
        return ",\"status\":{\"conditions\":[{\"type\":\"Complete\",\"status\":\"True\",\"lastTransitionTime\":\""
                + time + "\"}]}";
    }

    private void create(String name, String spec, String status) {
        var body = "{\"metadata\":{\"namespace\":\"default\",\"name\":\"%s\"},\"spec\":{%s}%s}"
                .formatted(name, spec, status);
        bed.cluster().resource(V1Job.class).create(ModelJson.read(ModelJson.parse(body), V1Job.class));
    }

    private V1Job job(String name) {
        return bed.cluster().resource(V1Job.class).get("default", name);
    }
}

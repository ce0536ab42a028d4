package dev.navarch.controller.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NamespaceCondition;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamespaceControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new NamespaceController(client, clock).loop());
        bed.cluster().resource(V1Namespace.class).create(new V1Namespace().metadata(new V1ObjectMeta().name("old")));
        bed.cluster()
                .resource(V1Pod.class)
                .create(new V1Pod().metadata(meta("p")).spec(new V1PodSpec()));
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void emptiesANamespaceThatGoesAway() {
        delete();
        await("its end").until(() -> find() == null);
        assertThat(bed.cluster().resource(V1Pod.class).list("old", "", "")).isEmpty();
    }

    @Test
    void saysWhatHoldsItUp() {
        bed.cluster()
                .resource(V1ConfigMap.class)
                .create(new V1ConfigMap().metadata(meta("held").finalizers(List.of("example.com/hold"))));
        delete();
        await("its conditions").untilAsserted(() -> {
            var namespace = Objects.requireNonNull(find());
            assertThat(namespace.getStatus().getConditions())
                    .extracting(
                            V1NamespaceCondition::getType,
                            V1NamespaceCondition::getStatus,
                            V1NamespaceCondition::getMessage)
                    .contains(
                            tuple(
                                    "NamespaceContentRemaining",
                                    "True",
                                    "Some resources are remaining: configmaps. has 1 resource instances"),
                            tuple(
                                    "NamespaceFinalizersRemaining",
                                    "True",
                                    "Some content in the namespace has finalizers remaining: example.com/hold in 1"
                                            + " resource instances"),
                            tuple(
                                    "NamespaceDeletionContentFailure",
                                    "False",
                                    "All content successfully deleted, may be waiting on finalization"));
        });
        bed.cluster()
                .resource(V1ConfigMap.class)
                .patch("old", "held", PatchType.MERGE, "{\"metadata\":{\"finalizers\":null}}");
        await("its end").until(() -> find() == null);
    }

    private void delete() {
        bed.cluster().resource(V1Namespace.class).delete("", "old", DeleteRequest.DEFAULT);
    }

    private @Nullable V1Namespace find() {
        return bed.cluster().resource(V1Namespace.class).find("", "old");
    }

    private static V1ObjectMeta meta(String name) {
        return new V1ObjectMeta().namespace("old").name(name);
    }
}

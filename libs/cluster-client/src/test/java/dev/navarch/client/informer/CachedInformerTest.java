package dev.navarch.client.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.Informer;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedInformerTest {
    private final CachedInformer<V1ConfigMap> informer = new CachedInformer<>("configmaps");
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Informer.Listener<V1ConfigMap> listener = new Informer.Listener<>() {
        @Override
        public void added(V1ConfigMap object) {
            heard.add(object.getMetadata().getName());
        }
    };

    @AfterEach
    void close() {
        informer.close();
    }

    @Test
    void anInterruptedThreadsListenerAndChangesAreNotLost() {
        Thread.currentThread().interrupt();
        informer.addListener(listener);
        informer.replace(List.of(named("first")), 1);
        informer.put(named("second"), 2);
        assertThat(Thread.interrupted()).as("the interruption is kept").isTrue();

        await("both are heard of").until(() -> heard.equals(List.of("first", "second")));
    }

    private static V1ConfigMap named(String name) {
        return new V1ConfigMap()
                .metadata(new V1ObjectMeta().namespace("default").name(name));
    }
}

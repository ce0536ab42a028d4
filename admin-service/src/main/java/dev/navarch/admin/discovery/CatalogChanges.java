package dev.navarch.admin.discovery;

import dev.navarch.client.Informer;
import io.kubernetes.client.common.KubernetesObject;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ApplicationEventPublisher;

/** Tells Spring Cloud at each change of what roles make known; who listens looks again. */
public final class CatalogChanges {
    private final ApplicationEventPublisher publisher;
    private final AtomicLong changes = new AtomicLong();

    public CatalogChanges(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    public <T extends KubernetesObject> void follow(Informer<T> informer) {
        informer.addListener(new Informer.Listener<>() {
            @Override
            public void added(T object) {
                tell();
            }

            @Override
            public void updated(T before, T after) {
                tell();
            }

            @Override
            public void deleted(T last) {
                tell();
            }
        });
    }

    private void tell() {
        publisher.publishEvent(new HeartbeatEvent(this, changes.incrementAndGet()));
    }
}

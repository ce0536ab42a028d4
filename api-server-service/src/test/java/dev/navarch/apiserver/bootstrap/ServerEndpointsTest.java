package dev.navarch.apiserver.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.store.memory.InMemoryVersionedStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServerEndpointsTest {
    private static final GroupResource SLICES = new GroupResource("discovery.k8s.io", "endpointslices");
    private static final GroupResource ENDPOINTS = new GroupResource("", "endpoints");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final InMemoryVersionedStore store = new InMemoryVersionedStore(clock);
    private final FakeObjects objects = new FakeObjects();
    private final ServerEndpoints one = server("192.0.2.1");
    private final ServerEndpoints other = server("192.0.2.2");

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void everyLivingServerIsAnEndpoint() {
        one.reconcile();
        other.reconcile();
        one.reconcile();

        assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(Objects.requireNonNull(objects.find(ENDPOINTS, "default", "kubernetes"))
                        .path("subsets")
                        .path(0)
                        .path("addresses"))
                .hasSize(2);
    }

    @Test
    void aServerThatLeavesTakesItselfOut() {
        one.reconcile();
        other.reconcile();

        one.leave();

        assertThat(addresses()).containsExactly("192.0.2.2");
    }

    @Test
    void theLastOneStays() {
        one.reconcile();

        one.leave();

        assertThat(addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void aDeadServerGoesWhenItsLeaseHasEnded() {
        one.reconcile();
        now.updateAndGet(time -> time.plus(ServerLeases.LIFETIME).minusSeconds(1));
        other.reconcile();
        assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2");

        now.updateAndGet(time -> time.plus(Duration.ofSeconds(2)));
        store.sweepExpired();
        other.reconcile();

        assertThat(addresses()).containsExactly("192.0.2.2");
    }

    private List<String> addresses() {
        var found = new ArrayList<String>();
        for (var endpoint : Objects.requireNonNull(objects.find(SLICES, "default", "kubernetes"))
                .path("endpoints")) found.add(endpoint.path("addresses").path(0).asString(""));
        return found;
    }

    private ServerEndpoints server(String address) {
        return new ServerEndpoints(objects, objects, store, new ServerEndpoint(List.of(address), 6443, "10.96.0.0/16"));
    }
}

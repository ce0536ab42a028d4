package dev.navarch.operations.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.memory.InMemoryClusterClient;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1Service;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final String NAMESPACE = Instance.NAMESPACE;

    private final ManualClock clock = new ManualClock();
    private final InMemoryClusterClient client = new InMemoryClusterClient();
    private final ResourceClient<V1EndpointSlice> slices = client.resource(V1EndpointSlice.class);
    private final ResourceClient<V1Service> services = client.resource(V1Service.class);
    private final Registration one = registration("one", "10.0.0.1");
    private final Registration two = registration("two", "10.0.0.2");

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void twoOfARoleAreTwoEndpointsOfOneService() {
        assertThat(one.keep() && two.keep()).isTrue();

        assertThat(services.list(NAMESPACE, "", "")).hasSize(1);
        assertThat(addresses()).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
        var owner = slices.get(NAMESPACE, "scheduler-one").getMetadata().getOwnerReferences();
        assertThat(owner).singleElement().satisfies(reference -> {
            assertThat(reference.getKind()).isEqualTo("Service");
            assertThat(reference.getName()).isEqualTo("scheduler");
        });
    }

    @Test
    void whatSomebodyDeletesComesBack() {
        one.keep();
        slices.delete(NAMESPACE, "scheduler-one", DeleteRequest.DEFAULT);
        services.delete(NAMESPACE, "scheduler", DeleteRequest.DEFAULT);

        assertThat(one.keep()).isTrue();

        assertThat(addresses()).containsExactly("10.0.0.1");
        var uid = services.get(NAMESPACE, "scheduler").getMetadata().getUid();
        assertThat(slices.get(NAMESPACE, "scheduler-one")
                        .getMetadata()
                        .getOwnerReferences()
                        .getFirst()
                        .getUid())
                .isEqualTo(uid);
    }

    @Test
    void anInstanceThatMovedHasItsNewAddress() {
        one.keep();
        registration("one", "10.0.0.9").keep();
        assertThat(addresses()).containsExactly("10.0.0.9");
    }

    @Test
    void aDeadInstanceIsRemovedByWhoStays() {
        one.keep();
        two.keep();
        for (var seconds = 0; seconds <= 90; seconds += 10) {
            clock.now = clock.now.plus(Duration.ofSeconds(10));
            one.keep();
        }
        assertThat(addresses()).containsExactly("10.0.0.1");
        assertThat(client.resource(V1Lease.class).list(NAMESPACE, "", "")).hasSize(1);
    }

    @Test
    void aLivingInstanceStays() {
        for (var seconds = 0; seconds <= 200; seconds += 10) {
            one.keep();
            two.keep();
            clock.now = clock.now.plus(Duration.ofSeconds(10));
        }
        assertThat(addresses()).hasSize(2);
    }

    @Test
    void whoEndsIsGoneAtOnce() {
        one.keep();
        two.keep();
        two.close();
        assertThat(addresses()).containsExactly("10.0.0.1");
    }

    private Registration registration(String name, String address) {
        return new Registration(client, new Instance("scheduler", name, address, 10_259), clock);
    }

    private List<String> addresses() {
        return slices.list(NAMESPACE, "kubernetes.io/service-name=scheduler", "").stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .toList();
    }

    private static final class ManualClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

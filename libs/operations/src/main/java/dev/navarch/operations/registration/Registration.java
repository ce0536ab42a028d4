package dev.navarch.operations.registration;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.Timestamps;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1Service;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an instance known: the Service of its role, its own EndpointSlice, and a Lease that it renews as long as it lives. What
 * somebody deletes or changes comes back at the next renewal. Instances of the same role remove one whose Lease is renewed no more.
 */
public final class Registration implements AutoCloseable {
    static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int FAILURES_TO_TELL = 10;
    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    private final ResourceClient<V1Service> services;
    private final ResourceClient<V1EndpointSlice> slices;
    private final ResourceClient<V1Lease> leases;
    private final Instance instance;
    private final Clock clock;
    private final DeadInstances dead;
    private final Thread thread = Thread.ofVirtual().name("registration").unstarted(this::run);
    private int failures;
    private volatile @Nullable String problem = "not registered yet";

    public Registration(ClusterClient client, Instance instance, Clock clock) {
        this.services = client.resource(V1Service.class);
        this.slices = client.resource(V1EndpointSlice.class);
        this.leases = client.resource(V1Lease.class);
        this.instance = instance;
        this.clock = clock;
        this.dead = new DeadInstances(client, clock);
    }

    public void start() {
        thread.start();
    }

    /** Nobody looks for it here any more. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            slices.delete(Instance.NAMESPACE, instance.objectName(), DeleteRequest.DEFAULT);
            leases.delete(Instance.NAMESPACE, instance.objectName(), DeleteRequest.DEFAULT);
        } catch (ApiFailure failure) {
            log.debug("Still registered, for a while failure={}", failure.getMessage());
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) Thread.sleep(keep() ? PERIOD : RETRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why the last renewal failed; null when it did not. */
    @Nullable
    String problem() {
        return problem;
    }

    /** False when it must be tried again soon. */
    boolean keep() {
        try {
            keepSlice(keepService());
            renew();
            dead.remove(instance);
            failures = 0;
            problem = null;
            return true;
        } catch (ApiFailure failure) {
            problem = failure.getMessage();
            // A cluster that has only just begun does not know its services yet.
            if (++failures == FAILURES_TO_TELL) log.warn("Not registered yet failure={}", failure.getMessage());
            return false;
        }
    }

    private V1Service keepService() {
        var wanted = RegistrationObjects.service(instance);
        var present = services.find(Instance.NAMESPACE, instance.role());
        if (present == null) return services.create(wanted);
        var ports = present.getSpec().getPorts();
        var known = ports != null && ports.stream().anyMatch(port -> Objects.equals(port.getPort(), instance.port()));
        if (known) return present;
        present.getSpec().setPorts(wanted.getSpec().getPorts());
        return services.update(present);
    }

    private void keepSlice(V1Service service) {
        var wanted = RegistrationObjects.slice(instance, service);
        var present = slices.find(Instance.NAMESPACE, instance.objectName());
        if (present == null) {
            slices.create(wanted);
        } else if (!says(present, wanted)) {
            wanted.getMetadata().setResourceVersion(present.getMetadata().getResourceVersion());
            slices.update(wanted);
        }
    }

    private static boolean says(V1EndpointSlice present, V1EndpointSlice wanted) {
        return Objects.equals(present.getEndpoints(), wanted.getEndpoints())
                && Objects.equals(present.getPorts(), wanted.getPorts())
                && Objects.equals(
                        present.getMetadata().getLabels(), wanted.getMetadata().getLabels())
                && Objects.equals(
                        present.getMetadata().getOwnerReferences(),
                        wanted.getMetadata().getOwnerReferences());
    }

    private void renew() {
        var present = leases.find(Instance.NAMESPACE, instance.objectName());
        var lease = present == null ? RegistrationObjects.lease(instance) : present;
        lease.getSpec().leaseDurationSeconds((int) DeadInstances.PATIENCE.toSeconds());
        lease.getSpec().renewTime(Timestamps.micros(clock));
        if (present == null) leases.create(lease);
        else leases.update(lease);
    }
}

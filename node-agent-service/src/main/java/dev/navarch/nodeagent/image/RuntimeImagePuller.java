package dev.navarch.nodeagent.image;

import static dev.navarch.nodeagent.podspec.PodParts.textOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.client.EventRecorder;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.Image;
import dev.navarch.nodeagent.cri.v1.ImageSpec;
import dev.navarch.nodeagent.cri.v1.ImageStatusRequest;
import dev.navarch.nodeagent.cri.v1.PullImageRequest;
import dev.navarch.nodeagent.podspec.PodContainer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Asks the runtime. One pull at a time, as the upstream default has it. */
public final class RuntimeImagePuller implements ImagePuller {
    private static final Duration PULL_TIMEOUT = Duration.ofMinutes(30);
    private final CriClient client;
    private final PullSecrets secrets;
    private final EventRecorder events;
    private final Clock clock;
    private final Backoff backoff;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final ReentrantLock onePull = new ReentrantLock();

    private record Failure(Instant at, String reason, String message) {}

    public RuntimeImagePuller(CriClient client, PullSecrets secrets, EventRecorder events, Clock clock) {
        this.client = client;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
        this.backoff = new Backoff(clock);
    }

    @Override
    public PulledImage ensure(V1Pod pod, PodContainer container) {
        var name = textOf(container.spec().getImage());
        var present = find(pod, container, name);
        return switch (policy(container)) {
            case "Never" -> {
                if (present == null) throw neverPull(pod, container, name);
                yield present(pod, container, present);
            }
            case "Always" -> pulled(pod, container, name);
            default -> present == null ? pulled(pod, container, name) : present(pod, container, present);
        };
    }

    public void forget(String podUid) {
        backoff.forget(podUid);
        failures.keySet().removeIf(key -> key.startsWith(podUid));
    }

    private @Nullable Image find(V1Pod pod, PodContainer container, String name) {
        try {
            var answer = client.images(CriClient.REQUEST_TIMEOUT)
                    .imageStatus(ImageStatusRequest.newBuilder()
                            .setImage(image(name))
                            .build());
            return answer.hasImage() ? answer.getImage() : null;
        } catch (StatusRuntimeException e) {
            var invalid = CriClient.message(e).contains("invalid reference format");
            var text = invalid
                    ? "Failed to apply default image tag \"" + name + "\": couldn't parse image name \"" + name
                            + "\": invalid reference format"
                    : "Failed to inspect image \"" + name + "\": " + CriClient.rpcError(e);
            warn(pod, container, "InspectFailed", text);
            throw failed(pod, container, invalid ? "InvalidImageName" : "ImageInspectError", text);
        }
    }

    private PulledImage present(V1Pod pod, PodContainer container, Image image) {
        var text = "Container image \"" + textOf(container.spec().getImage())
                + "\" already present on machine and can be accessed by the pod";
        events.event(pod, container.fieldPath(), "Normal", "Pulled", text);
        return of(image);
    }

    private PulledImage pulled(V1Pod pod, PodContainer container, String name) {
        var key = uidOf(pod) + "_" + name;
        var failure = failures.get(key);
        if (failure != null && backoff.remaining(key, failure.at).isPositive()) {
            var text = "Back-off pulling image \"" + name + "\"";
            events.event(pod, container.fieldPath(), "Normal", "BackOff", text);
            throw failed(pod, container, "ImagePullBackOff", text + ": " + failure.reason + ": " + failure.message);
        }
        var asked = clock.instant();
        lockForPull();
        try {
            var image = pull(pod, container, name, asked);
            failures.remove(key);
            return of(image);
        } catch (StatusRuntimeException e) {
            backoff.next(key, clock.instant());
            var text = CriClient.rpcError(e);
            failures.put(key, new Failure(clock.instant(), "ErrImagePull", text));
            warn(pod, container, "Failed", "Failed to pull image \"" + name + "\": " + text);
            throw failed(pod, container, "ErrImagePull", text);
        } finally {
            onePull.unlock();
        }
    }

    private void lockForPull() {
        try {
            onePull.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED
                    .withDescription("interrupted while waiting to pull")
                    .asRuntimeException();
        }
    }

    private Image pull(V1Pod pod, PodContainer container, String name, Instant asked) {
        events.event(pod, container.fieldPath(), "Normal", "Pulling", "Pulling image \"" + name + "\"");
        var started = clock.instant();
        pullWithSecrets(pod, name);
        var answer = client.images(CriClient.REQUEST_TIMEOUT)
                .imageStatus(
                        ImageStatusRequest.newBuilder().setImage(image(name)).build());
        if (!answer.hasImage()) {
            throw Status.NOT_FOUND
                    .withDescription("image \"" + name + "\" is gone again")
                    .asRuntimeException();
        }
        var now = clock.instant();
        events.event(
                pod,
                container.fieldPath(),
                "Normal",
                "Pulled",
                "Successfully pulled image \"" + name + "\" in " + text(Duration.between(started, now)) + " ("
                        + text(Duration.between(asked, now)) + " including waiting). Image size: "
                        + answer.getImage().getSize() + " bytes.");
        return answer.getImage();
    }

    private void pullWithSecrets(V1Pod pod, String name) {
        StatusRuntimeException last = null;
        var logins = secrets.logins(pod, name);
        if (!logins.missing().isEmpty()) {
            events.warning(
                    pod,
                    "FailedToRetrieveImagePullSecret",
                    "Unable to retrieve some image pull secrets (" + String.join(", ", logins.missing())
                            + "); attempting to pull the image may not succeed.");
        }
        for (var login : logins.found()) {
            try {
                client.images(PULL_TIMEOUT)
                        .pullImage(PullImageRequest.newBuilder()
                                .setImage(image(name))
                                .setAuth(login)
                                .build());
                return;
            } catch (StatusRuntimeException e) {
                last = e;
            }
        }
        if (last != null) throw last;
        client.images(PULL_TIMEOUT)
                .pullImage(PullImageRequest.newBuilder().setImage(image(name)).build());
    }

    private ImageException neverPull(V1Pod pod, PodContainer container, String name) {
        var text = "Container image \"" + name + "\" is not present with pull policy of Never";
        warn(pod, container, "ErrImageNeverPull", text);
        return failed(pod, container, "ErrImageNeverPull", text);
    }

    private ImageException failed(V1Pod pod, PodContainer container, String reason, String message) {
        warn(pod, container, "Failed", "Error: " + reason);
        return new ImageException(reason, message);
    }

    private void warn(V1Pod pod, PodContainer container, String reason, String message) {
        events.event(pod, container.fieldPath(), "Warning", reason, message);
    }

    private static String policy(PodContainer container) {
        var policy = container.spec().getImagePullPolicy();
        if (policy != null && !policy.isEmpty()) return policy;
        var image = textOf(container.spec().getImage());
        var afterPath = image.substring(image.lastIndexOf('/') + 1);
        return afterPath.endsWith(":latest") || !afterPath.contains(":") ? "Always" : "IfNotPresent";
    }

    private static PulledImage of(Image image) {
        var uid = image.hasUid() ? image.getUid().getValue() : null;
        return new PulledImage(image.getId(), uid, uid == null ? image.getUsername() : "");
    }

    private static ImageSpec image(String name) {
        return ImageSpec.newBuilder().setImage(name).build();
    }

    private static String text(Duration duration) {
        var millis = duration.toMillis();
        if (millis < 1000) return millis + "ms";
        var seconds = new java.math.BigDecimal(millis)
                .movePointLeft(3)
                .stripTrailingZeros()
                .toPlainString();
        if (millis < 60_000) return seconds + "s";
        var rest = new java.math.BigDecimal(millis % 60_000)
                .movePointLeft(3)
                .stripTrailingZeros()
                .toPlainString();
        return Objects.toString(millis / 60_000) + "m" + rest + "s";
    }
}

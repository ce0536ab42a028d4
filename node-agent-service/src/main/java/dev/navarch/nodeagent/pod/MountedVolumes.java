package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;

import dev.navarch.nodeagent.podspec.ContainerAmounts;
import dev.navarch.nodeagent.podspec.PodFields;
import dev.navarch.nodeagent.runtime.RuntimePod;
import dev.navarch.nodeagent.volume.VolumeException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pod's volumes, as they were last set up. They are set up again before anything is started, once a minute for what changed in
 * the API, and at once when the pod's own labels or annotations did.
 */
final class MountedVolumes {
    private static final Duration REFRESH = Duration.ofSeconds(60);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final PodTools tools;
    private Map<String, Path> places = Map.of();
    private Instant setUpAt = Instant.EPOCH;
    private @Nullable Object shown;
    private Duration retry = FIRST_RETRY;

    MountedVolumes(PodTools tools) {
        this.tools = tools;
    }

    /** Where each lies, by name. */
    Map<String, Path> places() {
        return places;
    }

    /** When to try again after a failure. */
    Duration retry() {
        return retry;
    }

    /** False when they could not be set up, which the pod is told in an event. */
    boolean setUp(V1Pod pod, RuntimePod runtime, boolean needed) {
        var metadata =
                Arrays.asList(metadataOf(pod).getLabels(), metadataOf(pod).getAnnotations());
        var fresh = metadata.equals(shown)
                && Duration.between(setUpAt, tools.clock().instant()).compareTo(REFRESH) < 0;
        if (!needed && fresh) return true;
        var sandbox = runtime.readySandbox();
        var ips = sandbox == null || sandbox.ip().isEmpty() ? List.<String>of() : List.of(sandbox.ip());
        try {
            var fields = new PodFields(pod, tools.node().hostIps(), ips);
            places = tools.volumes()
                    .setUp(fields, new ContainerAmounts(tools.node().allocatable()));
            setUpAt = tools.clock().instant();
            shown = metadata;
            retry = FIRST_RETRY;
            return true;
        } catch (VolumeException e) {
            var message = "MountVolume.SetUp failed for volume \"" + e.volume() + "\" : " + e.getMessage();
            tools.events().warning(pod, "FailedMount", message);
            var longer = retry.multipliedBy(2);
            retry = longer.compareTo(LONGEST_RETRY) < 0 ? longer : LONGEST_RETRY;
            return !needed;
        }
    }
}

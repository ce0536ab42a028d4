package dev.navarch.nodeagent.simulated;

import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a pod is to behave, as its annotations say.
 *
 * @param delay from being bound to running
 * @param runTime from running to its end; null for ever. Pods that are meant to end do so at once unless told otherwise
 * @param exitCode of every container
 * @param ready whether it becomes ready
 */
record PodScript(Duration delay, @Nullable Duration runTime, int exitCode, boolean ready) {
    static final String DELAY = "simulated.navarch.dev/delay";
    static final String RUN_TIME = "simulated.navarch.dev/run-time";
    static final String EXIT_CODE = "simulated.navarch.dev/exit-code";
    static final String READY = "simulated.navarch.dev/ready";
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");

    static PodScript of(V1Pod pod) {
        var metadata = pod.getMetadata();
        var annotations = metadata == null || metadata.getAnnotations() == null
                ? Map.<String, String>of()
                : metadata.getAnnotations();
        var ends = pod.getSpec() != null && !"Always".equals(pod.getSpec().getRestartPolicy());
        var exitCode = integer(annotations.get(EXIT_CODE));
        var runTime = duration(annotations.get(RUN_TIME));
        if (runTime == null && (ends || exitCode != 0)) runTime = Duration.ZERO;
        var delay = duration(annotations.get(DELAY));
        return new PodScript(
                delay == null ? Duration.ZERO : delay, runTime, exitCode, !"false".equals(annotations.get(READY)));
    }

    /** Go's form, such as {@code 1m30s}; what cannot be read counts as not given. */
    static @Nullable Duration duration(@Nullable String text) {
        if (text == null) return null;
        var parts = PART.matcher(text);
        var sum = Duration.ZERO;
        var end = 0;
        while (parts.lookingAt()) {
            sum = sum.plusMillis((long) (Double.parseDouble(parts.group(1)) * millis(parts.group(2))));
            end = parts.end();
            parts.region(end, text.length());
        }
        return end == 0 || end < text.length() ? null : sum;
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
    }

    private static int integer(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}

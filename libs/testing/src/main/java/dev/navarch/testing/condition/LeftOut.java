package dev.navarch.testing.condition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/** One way to leave tests out: silently, since {@code mvnw} says beforehand in one line what is left out and why; never in CI. */
public final class LeftOut {
    private LeftOut() {}

    /** @param missing what the tests need and the machine has not; null when nothing */
    public static ConditionEvaluationResult unlessThere(@Nullable String missing) {
        if (missing == null) return ConditionEvaluationResult.enabled("all that it needs is there");
        if (inContinuousIntegration()) {
            throw new IllegalStateException("CI leaves nothing out, but this machine has no " + missing);
        }
        return ConditionEvaluationResult.disabled("This machine has no " + missing);
    }

    public static boolean onPath(String program) {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream((path + ":/usr/sbin:/sbin").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean inContinuousIntegration() {
        return "true".equals(System.getenv("CI"));
    }
}

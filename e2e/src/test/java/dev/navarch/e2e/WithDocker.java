package dev.navarch.e2e;

import dev.navarch.testing.condition.LeftOut;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Needs Docker and root to build the base images with. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithDocker.Condition.class)
@interface WithDocker {
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return LeftOut.unlessThere(missing());
        }

        private static @Nullable String missing() {
            if (!"root".equals(System.getProperty("user.name"))) return "root";
            return Stream.of("docker", "dockerd", "docker-compose", "debootstrap")
                    .filter(program -> !LeftOut.onPath(program))
                    .findFirst()
                    .orElse(null);
        }
    }
}

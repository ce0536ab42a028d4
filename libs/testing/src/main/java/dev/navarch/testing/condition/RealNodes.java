package dev.navarch.testing.condition;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Needs what real nodes are made of: root on Linux, containerd, network namespaces, nftables. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RealNodes.Condition.class)
public @interface RealNodes {
    final class Condition implements ExecutionCondition {
        private static final String PLUGINS = "/usr/lib/cni/ptp";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return LeftOut.unlessThere(missing());
        }

        private static @Nullable String missing() {
            if (!"root".equals(System.getProperty("user.name"))) return "root";
            if (!Files.exists(Path.of(PLUGINS))) return PLUGINS;
            return Stream.of("containerd", "runc", "ip", "nsenter", "nft", "catatonit", "conntrack", "busybox")
                    .filter(program -> !LeftOut.onPath(program))
                    .findFirst()
                    .orElse(null);
        }
    }
}

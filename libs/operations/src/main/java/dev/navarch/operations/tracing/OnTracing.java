package dev.navarch.operations.tracing;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** A collector is named. */
final class OnTracing implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !CollectorSettings.of(context.getEnvironment()).isEmpty();
    }
}

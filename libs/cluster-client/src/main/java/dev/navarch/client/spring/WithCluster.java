package dev.navarch.client.spring;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Every service has a cluster, but for those that can do without: they have one where a kubeconfig names it. */
final class WithCluster extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var environment = context.getEnvironment();
        var optional = environment.getProperty("navarch.kubeconfig-optional", Boolean.class, false);
        return environment.containsProperty("navarch.kubeconfig") || !optional
                ? ConditionOutcome.match("the service has a cluster")
                : ConditionOutcome.noMatch("navarch.kubeconfig is not set and optional");
    }
}

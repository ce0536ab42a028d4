package dev.navarch.apiserver;

import dev.navarch.apiserver.web.HealthPaths;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The Actuator says of the checks behind {@code /readyz} which fail, and why. */
final class ChecksHealth implements HealthIndicator {
    private final List<HealthPaths.Check> checks;

    ChecksHealth(List<HealthPaths.Check> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public Health health() {
        var health = Health.up();
        for (var check : checks) {
            var problem = check.problem();
            if (problem != null) health.outOfService().withDetail(check.name(), problem);
        }
        return health.build();
    }
}

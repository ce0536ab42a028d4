package dev.navarch.bench;

import dev.navarch.bench.api.CreateScenario;
import dev.navarch.bench.api.GetScenario;
import dev.navarch.bench.api.ListScenario;
import dev.navarch.bench.cluster.IdleScenario;
import dev.navarch.bench.cluster.StartScenario;
import dev.navarch.bench.cluster.StartScenario.Before;
import dev.navarch.bench.dns.DnsScenario;
import dev.navarch.bench.scheduling.SchedulingScenario;
import dev.navarch.bench.store.StoreScenario;
import java.util.List;

/** Every scenario, in the order that {@code all} runs them. */
final class ScenarioCatalog {
    static final List<Scenario> SCENARIOS = List.of(
            new StoreScenario(),
            new GetScenario(),
            new ListScenario(),
            new CreateScenario(),
            new DnsScenario(),
            new SchedulingScenario(),
            new StartScenario(Before.EMPTY),
            new StartScenario(Before.OBJECTS_5000),
            new StartScenario(Before.DOWN),
            new StartScenario(Before.KILLED),
            new IdleScenario());

    private ScenarioCatalog() {}

    static List<Scenario> choose(List<String> names) {
        if (names.equals(List.of("all"))) return SCENARIOS;
        return names.stream().map(ScenarioCatalog::named).toList();
    }

    private static Scenario named(String name) {
        return SCENARIOS.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No scenario " + name + "; bench/run lists them"));
    }
}

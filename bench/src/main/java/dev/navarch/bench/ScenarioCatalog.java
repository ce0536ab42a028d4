package dev.navarch.bench;

import dev.navarch.bench.store.StoreScenario;
import java.util.List;

/** Every scenario, in the order that {@code all} runs them. */
final class ScenarioCatalog {
    static final List<Scenario> SCENARIOS = List.of(new StoreScenario());

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

package dev.navarch.bench.measure;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

public final class Median {
    private Median() {}

    public static double of(Collection<Double> values) {
        var sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) return Double.NaN;
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
        return of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}

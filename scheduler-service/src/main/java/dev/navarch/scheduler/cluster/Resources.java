package dev.navarch.scheduler.cluster;

import io.kubernetes.client.custom.Quantity;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Amounts: cpu in thousandths, memory and ephemeral storage in bytes, everything else by its name in whole units. */
public record Resources(long milliCpu, long memory, long ephemeralStorage, Map<String, Long> others) {
    public static final Resources NONE = new Resources(0, 0, 0, Map.of());

    public Resources {
        others = Map.copyOf(others);
    }

    /** Of a resource list; {@code pods} is left out, as it counts pods and is not asked for. */
    public static Resources of(@Nullable Map<String, Quantity> list) {
        if (list == null || list.isEmpty()) return NONE;
        long cpu = 0;
        long memory = 0;
        long storage = 0;
        Map<String, Long> others = Map.of();
        for (var entry : list.entrySet()) {
            switch (entry.getKey()) {
                case "cpu" -> cpu = ceiling(entry.getValue(), 3);
                case "memory" -> memory = ceiling(entry.getValue(), 0);
                case "ephemeral-storage" -> storage = ceiling(entry.getValue(), 0);
                case "pods" -> {}
                default -> {
                    if (others.isEmpty()) others = new HashMap<>();
                    others.put(entry.getKey(), ceiling(entry.getValue(), 0));
                }
            }
        }
        return new Resources(cpu, memory, storage, others);
    }

    public static long ceiling(Quantity quantity, int decimals) {
        var scaled = quantity.getNumber().movePointRight(decimals).setScale(0, RoundingMode.CEILING);
        return scaled.unscaledValue().bitLength() > 63 ? Long.MAX_VALUE : scaled.longValue();
    }

    public Resources plus(Resources more) {
        return combine(more, Resources::saturatingAdd);
    }

    public Resources minus(Resources less) {
        return combine(less, (left, right) -> left - right);
    }

    public Resources max(Resources other) {
        return combine(other, Math::max);
    }

    public long other(String name) {
        return others.isEmpty() ? 0 : others.getOrDefault(name, 0L);
    }

    private Resources combine(Resources right, LongBinaryOperator operator) {
        return new Resources(
                operator.applyAsLong(milliCpu, right.milliCpu),
                operator.applyAsLong(memory, right.memory),
                operator.applyAsLong(ephemeralStorage, right.ephemeralStorage),
                combineOthers(right.others, operator));
    }

    private Map<String, Long> combineOthers(Map<String, Long> right, LongBinaryOperator operator) {
        if (right.isEmpty()) return others;
        var combined = new HashMap<>(others);
        right.forEach(
                (name, amount) -> combined.put(name, operator.applyAsLong(combined.getOrDefault(name, 0L), amount)));
        return combined;
    }

    private static long saturatingAdd(long left, long right) {
        var sum = left + right;
        return sum < left && right > 0 ? Long.MAX_VALUE : sum;
    }
}

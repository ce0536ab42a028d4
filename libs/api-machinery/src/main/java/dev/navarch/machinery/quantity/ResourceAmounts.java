package dev.navarch.machinery.quantity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Quantities by the name of what they measure, sorted by it. A name that is missing is neither zero nor unlimited. */
public record ResourceAmounts(Map<String, Quantity> byName) {
    public static final ResourceAmounts NONE = new ResourceAmounts(Map.of());

    public ResourceAmounts {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /** Reads a map as objects carry it; what is no quantity is left out. */
    public static ResourceAmounts of(JsonNode map) {
        var amounts = new TreeMap<String, Quantity>();
        map.forEachEntry((name, text) -> {
            var amount = Quantity.find(text.asString(""));
            if (amount != null) amounts.put(name, amount);
        });
        return new ResourceAmounts(amounts);
    }

    public @Nullable Quantity find(String name) {
        return byName.get(name);
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    public boolean isZero() {
        return byName.values().stream().allMatch(Quantity::isZero);
    }

    public ResourceAmounts plus(ResourceAmounts other) {
        return merge(other, Quantity::add);
    }

    /** The greater of both, name by name. */
    public ResourceAmounts max(ResourceAmounts other) {
        return merge(other, Quantity::max);
    }

    /** What exceeds {@code other}; zero where nothing does. */
    public ResourceAmounts minus(ResourceAmounts other) {
        var left = new TreeMap<String, Quantity>();
        byName.forEach((name, amount) -> {
            var less = other.find(name);
            left.put(name, less == null ? amount : amount.subtract(less).max(Quantity.ZERO));
        });
        return new ResourceAmounts(left);
    }

    /** These, and from {@code other} what replaces or is beside them. */
    public ResourceAmounts overriddenBy(ResourceAmounts other) {
        return merge(other, (_, theirs) -> theirs);
    }

    public ResourceAmounts only(Predicate<String> names) {
        var chosen = new TreeMap<>(byName);
        chosen.keySet().removeIf(names.negate());
        return new ResourceAmounts(chosen);
    }

    /** The names under which there is more than the limit says; what the limit does not name is unlimited. */
    public List<String> above(ResourceAmounts limit) {
        return byName.entrySet().stream()
                .filter(entry -> {
                    var most = limit.find(entry.getKey());
                    return most != null && entry.getValue().compareTo(most) > 0;
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    public void writeTo(ObjectNode map) {
        map.removeAll();
        byName.forEach((name, amount) -> map.put(name, amount.toString()));
    }

    private ResourceAmounts merge(ResourceAmounts other, BinaryOperator<Quantity> both) {
        var merged = new TreeMap<>(byName);
        other.byName.forEach((name, amount) -> merged.merge(name, amount, both));
        return new ResourceAmounts(merged);
    }

    /** As messages show them: {@code cpu=1,memory=2Gi}. */
    @Override
    public String toString() {
        return byName.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}

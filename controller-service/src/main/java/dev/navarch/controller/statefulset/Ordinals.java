package dev.navarch.controller.statefulset;

import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers that a set's pods have, from the first up to but not including the end. */
record Ordinals(int start, int end) {
    private static final Pattern NAME = Pattern.compile("(.+)-(0|[1-9]\\d{0,8})");

    static Ordinals of(V1StatefulSet set) {
        var given = set.getSpec().getOrdinals();
        var start = given == null ? 0 : Objects.requireNonNullElse(given.getStart(), 0);
        return new Ordinals(
                start, start + Objects.requireNonNullElse(set.getSpec().getReplicas(), 1));
    }

    boolean contains(int ordinal) {
        return ordinal >= start && ordinal < end;
    }

    int count() {
        return end - start;
    }

    /** The number in a name of the set's; null for a stranger's name. */
    static @Nullable Integer of(V1StatefulSet set, V1Pod pod) {
        var name = NAME.matcher(Objects.requireNonNullElse(pod.getMetadata().getName(), ""));
        return name.matches() && name.group(1).equals(set.getMetadata().getName())
                ? Integer.valueOf(name.group(2))
                : null;
    }
}

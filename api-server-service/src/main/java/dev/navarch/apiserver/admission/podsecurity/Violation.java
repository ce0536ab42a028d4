package dev.navarch.apiserver.admission.podsecurity;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** @param reason in two words; {@code detail} says where, and what would have to be instead */
record Violation(String reason, String detail) {
    String text() {
        return detail.isEmpty() ? reason : reason + " (" + detail + ")";
    }

    static String quoted(Collection<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    /** {@code container "a"}, {@code containers "a", "b"}. */
    static String containers(Collection<String> names) {
        return plural("container", names.size()) + " " + quoted(names);
    }

    static String plural(String word, int count) {
        return count == 1 ? word : word + "s";
    }

    /** Who set something: the pod, containers, or both; null when nobody did. */
    static @Nullable String setters(boolean pod, List<String> containers) {
        if (containers.isEmpty()) return pod ? "pod" : null;
        return pod ? "pod and " + containers(containers) : containers(containers);
    }
}

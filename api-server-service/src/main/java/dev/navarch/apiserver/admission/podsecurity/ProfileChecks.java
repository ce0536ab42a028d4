package dev.navarch.apiserver.admission.podsecurity;

import static dev.navarch.apiserver.admission.podsecurity.Violation.quoted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the kernel's security modules are told about a pod. */
final class ProfileChecks {
    private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
    private static final Set<String> SE_LINUX_TYPES =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
    private static final List<String> SE_LINUX_NAMES = List.of("user may not be set", "role may not be set");
    private static final Set<String> CONFINED = Set.of("", "RuntimeDefault", "Localhost");

    /** What the pod and its containers set that they may not. */
    private record Found(boolean pod, List<String> containers, TreeSet<String> values) {
        @Nullable
        String setters() {
            return Violation.setters(pod, containers);
        }
    }

    private ProfileChecks() {}

    static @Nullable Violation appArmor(PodView pod) {
        var found = find(pod, context -> unconfined(context, "appArmorProfile"));
        var annotations = badAnnotations(pod);
        var setters = found.setters();
        if (setters == null && annotations.isEmpty()) return null;
        var parts = new ArrayList<String>();
        if (setters != null)
            parts.add(setters + " must not set securityContext.appArmorProfile.type to " + quoted(found.values));
        parts.addAll(annotations);
        return new Violation(
                Violation.plural("forbidden AppArmor profile", found.values.size() + annotations.size()),
                String.join(", ", parts));
    }

    static @Nullable Violation seccomp(PodView pod) {
        var found = find(pod, context -> unconfined(context, "seccompProfile"));
        var setters = found.setters();
        return setters == null ? null : new Violation("seccompProfile", mustNotSet(setters, found.values));
    }

    static String mustNotSet(String setters, Collection<String> types) {
        return setters + " must not set securityContext.seccompProfile.type to " + quoted(types);
    }

    static @Nullable Violation seLinux(PodView pod) {
        var found = find(pod, ProfileChecks::seLinuxProblems);
        var setters = found.setters();
        if (setters == null) return null;
        var types = new TreeSet<>(found.values);
        var words = new ArrayList<String>();
        for (var name : SE_LINUX_NAMES) if (types.remove(name)) words.add(name);
        if (!types.isEmpty()) words.addFirst(Violation.plural("type", types.size()) + " " + quoted(types));
        return new Violation(
                "seLinuxOptions",
                setters + " set forbidden securityContext.seLinuxOptions: " + String.join("; ", words));
    }

    private static List<String> seLinuxProblems(JsonNode securityContext) {
        var options = securityContext.path("seLinuxOptions");
        var problems = new ArrayList<String>();
        var type = options.path("type").asString("");
        if (!SE_LINUX_TYPES.contains(type)) problems.add(type);
        if (!options.path("user").asString("").isEmpty()) problems.add(SE_LINUX_NAMES.getFirst());
        if (!options.path("role").asString("").isEmpty()) problems.add(SE_LINUX_NAMES.getLast());
        return problems;
    }

    private static List<String> unconfined(JsonNode securityContext, String profile) {
        var type = securityContext.path(profile).path("type").asString("");
        return CONFINED.contains(type) ? List.of() : List.of(type);
    }

    private static Found find(PodView pod, Function<JsonNode, List<String>> problems) {
        var ofPod = problems.apply(pod.securityContext());
        var values = new TreeSet<>(ofPod);
        var names = new ArrayList<String>();
        for (var container : pod.containers()) {
            var own = problems.apply(PodView.securityContext(container));
            if (!own.isEmpty()) names.add(PodView.name(container));
            values.addAll(own);
        }
        return new Found(!ofPod.isEmpty(), names, values);
    }

    private static List<String> badAnnotations(PodView pod) {
        var bad = new ArrayList<String>();
        pod.metadata().path("annotations").forEachEntry((key, value) -> {
            var profile = value.asString("");
            if (key.startsWith(APP_ARMOR)
                    && !profile.isEmpty()
                    && !profile.equals("runtime/default")
                    && !profile.startsWith("localhost/")) bad.add("annotation \"" + key + "\"=\"" + profile + "\"");
        });
        return bad.stream().sorted().toList();
    }
}

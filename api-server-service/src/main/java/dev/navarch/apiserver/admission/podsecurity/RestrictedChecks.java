package dev.navarch.apiserver.admission.podsecurity;

import static dev.navarch.apiserver.admission.podsecurity.Violation.containers;
import static dev.navarch.apiserver.admission.podsecurity.Violation.plural;
import static dev.navarch.apiserver.admission.podsecurity.Violation.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Only what a pod that is nobody special needs. */
final class RestrictedChecks {
    private static final Set<String> VOLUMES = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");
    private static final Set<String> CONFINED = Set.of("RuntimeDefault", "Localhost");

    static final List<Check> ALL = List.of(
            Check.restricted("allowPrivilegeEscalation", "", 8, RestrictedChecks::privilegeEscalation),
            Check.restricted("capabilities_restricted", "capabilities_baseline", 22, RestrictedChecks::capabilities),
            Check.restricted("restrictedVolumes", "hostPathVolumes", 0, RestrictedChecks::volumes),
            Check.restricted("runAsNonRoot", "", 0, RestrictedChecks::nonRoot),
            Check.restricted("runAsUser", "", 23, RestrictedChecks::user),
            Check.restricted("seccompProfile_restricted", "seccompProfile_baseline", 19, RestrictedChecks::seccomp));

    private RestrictedChecks() {}

    private static @Nullable Violation privilegeEscalation(PodView pod) {
        if (pod.isWindows()) return null;
        var names = pod.containers(container -> PodView.securityContext(container)
                .path("allowPrivilegeEscalation")
                .asBoolean(true));
        return names.isEmpty()
                ? null
                : new Violation(
                        "allowPrivilegeEscalation != false",
                        containers(names) + " must set securityContext.allowPrivilegeEscalation=false");
    }

    private static @Nullable Violation capabilities(PodView pod) {
        if (pod.isWindows()) return null;
        var keeping = pod.containers(container -> !dropsAll(container));
        var adding = new ArrayList<String>();
        var added = new TreeSet<String>();
        for (var container : pod.containers()) {
            var bad = BaselineChecks.added(container, Set.of("NET_BIND_SERVICE"));
            if (!bad.isEmpty()) adding.add(PodView.name(container));
            added.addAll(bad);
        }
        var parts = new ArrayList<String>();
        if (!keeping.isEmpty())
            parts.add(containers(keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
        if (!adding.isEmpty()) parts.add(BaselineChecks.mustNotInclude(adding, added));
        return parts.isEmpty() ? null : new Violation("unrestricted capabilities", String.join("; ", parts));
    }

    private static boolean dropsAll(JsonNode container) {
        for (var capability :
                PodView.securityContext(container).path("capabilities").path("drop"))
            if (capability.asString("").equals("ALL")) return true;
        return false;
    }

    private static @Nullable Violation volumes(PodView pod) {
        var names = new ArrayList<String>();
        var types = new TreeSet<String>();
        for (var volume : pod.spec().path("volumes")) {
            var type = type(volume);
            if (VOLUMES.contains(type)) continue;
            names.add(volume.path("name").asString(""));
            types.add(type);
        }
        if (names.isEmpty()) return null;
        return new Violation(
                "restricted volume types",
                plural("volume", names.size()) + " " + quoted(names) + (names.size() == 1 ? " uses " : " use ")
                        + plural("restricted volume type", types.size()) + " " + quoted(types));
    }

    private static String type(JsonNode volume) {
        for (var field : volume.propertyNames()) if (!field.equals("name")) return field;
        return "unknown";
    }

    private static @Nullable Violation nonRoot(PodView pod) {
        if (!pod.spec().path("hostUsers").asBoolean(true)) return null;
        var set = pod.securityContext().path("runAsNonRoot");
        var setters = Violation.setters(
                set.isBoolean() && !set.asBoolean(), pod.containers(container -> runsAsRoot(container, true)));
        if (setters != null)
            return new Violation("runAsNonRoot != true", setters + " must not set securityContext.runAsNonRoot=false");
        if (set.asBoolean(false)) return null;
        var names = pod.containers(container -> runsAsRoot(container, false));
        return names.isEmpty()
                ? null
                : new Violation(
                        "runAsNonRoot != true",
                        "pod or " + containers(names) + " must set securityContext.runAsNonRoot=true");
    }

    /** Whether the container says so, or else does not say that it will not. */
    private static boolean runsAsRoot(JsonNode container, boolean explicitly) {
        var set = PodView.securityContext(container).path("runAsNonRoot");
        return explicitly ? set.isBoolean() && !set.asBoolean() : !set.asBoolean(false);
    }

    private static @Nullable Violation user(PodView pod) {
        if (!pod.spec().path("hostUsers").asBoolean(true)) return null;
        var setters = Violation.setters(
                isRoot(pod.securityContext()), pod.containers(container -> isRoot(PodView.securityContext(container))));
        return setters == null ? null : new Violation("runAsUser=0", setters + " must not set runAsUser=0");
    }

    private static boolean isRoot(JsonNode securityContext) {
        return securityContext.hasNonNull("runAsUser")
                && securityContext.path("runAsUser").asLong(-1) == 0;
    }

    private static @Nullable Violation seccomp(PodView pod) {
        if (pod.isWindows()) return null;
        var ofPod = seccomp(pod.securityContext());
        var types = new TreeSet<String>();
        if (isUnconfined(ofPod)) types.add(ofPod);
        var setting = pod.containers(container -> isUnconfined(seccomp(PodView.securityContext(container))));
        for (var container : pod.containers()) {
            var own = seccomp(PodView.securityContext(container));
            if (isUnconfined(own)) types.add(own);
        }
        var setters = Violation.setters(isUnconfined(ofPod), setting);
        if (setters != null) return new Violation("seccompProfile", ProfileChecks.mustNotSet(setters, types));
        if (CONFINED.contains(ofPod)) return null;
        var names = pod.containers(
                container -> seccomp(PodView.securityContext(container)).isEmpty());
        return names.isEmpty()
                ? null
                : new Violation(
                        "seccompProfile",
                        "pod or " + containers(names)
                                + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"");
    }

    private static String seccomp(JsonNode securityContext) {
        return securityContext.path("seccompProfile").path("type").asString("");
    }

    private static boolean isUnconfined(String type) {
        return !type.isEmpty() && !CONFINED.contains(type);
    }
}

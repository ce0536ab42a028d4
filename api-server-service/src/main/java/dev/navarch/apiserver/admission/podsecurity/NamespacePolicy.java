package dev.navarch.apiserver.admission.podsecurity;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a namespace's labels say.
 *
 * @param errors of labels that say nothing; what they are about is as strict as can be
 */
record NamespacePolicy(Policy enforce, Policy warn, List<FieldError> errors) {
    private static final String PREFIX = "pod-security.kubernetes.io/";
    private static final FieldPath LABELS = FieldPath.of("metadata", "labels");

    static NamespacePolicy of(JsonNode namespace) {
        var labels = namespace.path("metadata").path("labels");
        var errors = new ArrayList<FieldError>();
        var enforce = policy(labels, "enforce", Policy.NONE, errors);
        policy(labels, "audit", Policy.NONE, errors);
        return new NamespacePolicy(enforce, policy(labels, "warn", enforce, errors), List.copyOf(errors));
    }

    private static Policy policy(JsonNode labels, String mode, Policy otherwise, List<FieldError> errors) {
        var level = otherwise.level();
        var minor = otherwise.minor();
        if (labels.has(PREFIX + mode)) {
            var text = labels.path(PREFIX + mode).asString("");
            var known = Level.find(text);
            if (known == null) errors.add(error(mode, text, "must be one of privileged, baseline, restricted"));
            level = known == null ? Level.RESTRICTED : known;
            minor = Policy.LATEST;
        }
        var versionLabel = mode + "-version";
        if (labels.has(PREFIX + versionLabel)) {
            var text = labels.path(PREFIX + versionLabel).asString("");
            var known = Policy.minor(text);
            if (known == null) errors.add(error(versionLabel, text, "must be \"latest\" or \"v1.x\""));
            minor = known == null ? Policy.LATEST : known;
        }
        return new Policy(level, minor);
    }

    private static FieldError error(String label, String value, String why) {
        return FieldError.invalid(LABELS.key(PREFIX + label), value, why);
    }
}

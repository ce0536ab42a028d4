package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Set;

/** The rules for the environment of a container, and for the references that volumes make alike. */
final class EnvironmentValidation {
    private static final List<String> SOURCES =
            List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");
    private static final String ONE_SOURCE = "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, "
            + "`secretKeyRef` or `fileKeyRef`";
    private static final String MORE_THAN_ONE = "may not have more than one field specified at a time";
    private static final List<String> FIELDS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");
    private static final Set<String> KNOWN_FIELDS = Set.of(
            "metadata.annotations", "metadata.labels", "spec.restartPolicy", "spec.schedulerName", "status.phase");
    private static final List<String> RESOURCES = List.of(
            "limits.cpu",
            "limits.ephemeral-storage",
            "limits.memory",
            "requests.cpu",
            "requests.ephemeral-storage",
            "requests.memory");
    private static final Set<String> SIZE_DIVISORS =
            Set.of("0", "1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

    private EnvironmentValidation() {}

    static void validate(Field container, PodContext pod) {
        for (var variable : container.get("env").items()) {
            variable.get("name").needs(Names::environmentVariable);
            if (variable.get("valueFrom").present()) source(variable, pod);
        }
        var from = container.get("envFrom");
        for (var source : from.items()) from(source, from);
    }

    private static void source(Field variable, PodContext pod) {
        var source = variable.get("valueFrom");
        var set = SOURCES.stream().filter(name -> source.get(name).present()).toList();
        if (set.contains("fieldRef")) fieldReference(source.get("fieldRef"), FIELDS);
        if (set.contains("resourceFieldRef")) resourceReference(source.get("resourceFieldRef"), false);
        for (var name : List.of("configMapKeyRef", "secretKeyRef"))
            if (set.contains(name)) keyReference(source.get(name));
        if (set.contains("fileKeyRef")) fileReference(source.get("fileKeyRef"), pod);
        if (set.isEmpty()) source.invalid("", ONE_SOURCE);
        else if (variable.get("value").notEmpty()) source.invalid("", "may not be specified when `value` is not empty");
        else if (set.size() > 1) source.invalid("", MORE_THAN_ONE);
    }

    private static void from(Field source, Field list) {
        source.get("prefix").mustBeIfSet(Names::environmentVariable);
        var set = List.of("configMapRef", "secretRef").stream()
                .filter(name -> source.get(name).present())
                .toList();
        for (var name : set) source.get(name).get("name").needs(Names::dnsSubdomain);
        if (set.isEmpty()) list.invalid("", "must specify one of: `configMapRef` or `secretRef`");
        if (set.size() > 1) list.invalid("", MORE_THAN_ONE);
    }

    private static void keyReference(Field reference) {
        reference.get("name").mustBe(Names::dnsSubdomain);
        reference.get("key").needs(Names::configKey);
    }

    private static void fileReference(Field reference, PodContext pod) {
        reference.get("key").needs(Names::environmentVariable);
        reference.get("path").needs(Paths::local);
        var volume = reference.get("volumeName");
        if (volume.needed().empty()) return;
        var found = pod.volumes().get(volume.text());
        if (found == null) volume.notFound();
        else if (!found.hasNonNull("emptyDir")) volume.invalid("referenced volume must be of type emptyDir");
    }

    /** @param supported the fields that may be named whole, besides single labels and annotations */
    static void fieldReference(Field reference, List<String> supported) {
        reference.get("apiVersion").needed();
        var path = reference.get("fieldPath");
        if (reference.get("apiVersion").empty() || path.needed().empty()) return;
        var text = path.text();
        if (text.matches("metadata\\.(labels|annotations)\\['.*'\\]")) subscript(path);
        else if (text.contains("['")) path.invalid("does not support subscript");
        else if (!FIELDS.contains(text) && !KNOWN_FIELDS.contains(text) && !supported.contains(text))
            path.invalid("error converting fieldPath: field label not supported: " + text);
        else if (!supported.contains(text)) path.notSupported(supported);
    }

    private static void subscript(Field path) {
        var key =
                path.text().substring(path.text().indexOf("['") + 2, path.text().length() - 2);
        var problems = path.text().startsWith("metadata.annotations")
                ? Names.qualifiedNameInAnyCase(key)
                : Names.qualifiedName(key);
        problems.forEach(problem -> path.invalid(key, problem));
    }

    static void resourceReference(Field reference, boolean ofVolume) {
        var container = reference.get("containerName");
        if (ofVolume && container.empty()) container.required("");
        else if (reference.get("resource").empty()) reference.get("resource").required("");
        else if (!isResource(reference.get("resource").text()))
            reference.get("resource").notSupported(RESOURCES);
        divisor(reference);
    }

    private static boolean isResource(String name) {
        return RESOURCES.contains(name)
                || name.startsWith("requests.hugepages-")
                || name.startsWith("limits.hugepages-");
    }

    private static void divisor(Field reference) {
        var divisor = reference.get("divisor");
        var amount = Quantity.find(divisor.text());
        if (divisor.empty() || amount == null) return;
        var resource = reference.get("resource").text();
        var text = amount.toString();
        if (resource.endsWith(".cpu")) {
            if (!Set.of("0", "1m", "1").contains(text))
                divisor.reportedAt(reference.path().child("divisor"))
                        .invalid("only divisor's values 1m and 1 are supported with the cpu resource");
        } else if (isResource(resource) && !SIZE_DIVISORS.contains(text)) {
            divisor.invalid(
                    "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported "
                            + "with the " + described(resource) + " resource");
        }
    }

    private static String described(String resource) {
        if (resource.endsWith(".memory")) return "memory";
        return resource.endsWith(".ephemeral-storage") ? "local ephemeral storage" : "hugepages";
    }
}

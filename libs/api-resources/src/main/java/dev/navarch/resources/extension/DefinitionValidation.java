package dev.navarch.resources.extension;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

final class DefinitionValidation {
    private DefinitionValidation() {}

    static void validate(Field definition) {
        var spec = definition.get("spec");
        group(spec.get("group"));
        spec.get("scope").neededOneOf(List.of("Cluster", "Namespaced"));
        versions(spec);
        names(spec.get("names"));
        storedVersions(definition.get("status").get("storedVersions"), spec.get("versions"));
    }

    static void validateChange(Field spec, Field stored) {
        var was = stored.get("spec");
        spec.get("group").immutable(was.get("group"));
        spec.get("names").get("plural").immutable(was.get("names").get("plural"));
        if (!isEstablished(stored)) return;
        spec.get("scope").immutable(was.get("scope"));
        spec.get("names").get("kind").immutable(was.get("names").get("kind"));
    }

    private static boolean isEstablished(Field definition) {
        return definition.get("status").get("conditions").items().stream()
                .anyMatch(condition -> condition.get("type").text().equals("Established")
                        && condition.get("status").text().equals("True"));
    }

    private static void group(Field group) {
        if (group.needed().empty()) return;
        group.mustBe(Names::dnsSubdomain);
        if (Names.dnsSubdomain(group.text()).isEmpty() && !group.text().contains("."))
            group.invalid("should be a domain with at least one dot");
    }

    private static void versions(Field spec) {
        var versions = spec.get("versions");
        var names = new HashSet<String>();
        var storage = 0;
        var unique = true;
        for (var version : versions.items()) {
            version.get("name").mustBe(Names::dns1035Label);
            unique &= names.add(version.get("name").text());
            if (version.get("storage").flag()) storage++;
            var schema = version.get("schema").get("openAPIV3Schema");
            if (schema.absent()) schema.required("schemas are required");
        }
        if (!unique) versions.invalid("must contain unique version names");
        if (storage != 1) versions.invalid("must have exactly one version marked as storage version");
        var first = versions.items().isEmpty()
                ? ""
                : versions.items().getFirst().get("name").text();
        if (!first.isEmpty())
            Names.dns1035Label(first).forEach(problem -> spec.get("version").invalid(first, problem));
    }

    private static void names(Field names) {
        for (var field : List.of("plural", "singular")) names.get(field).needs(Names::dns1035Label);
        for (var field : List.of("kind", "listKind")) {
            var name = names.get(field);
            if (name.needed().empty()) continue;
            Names.dns1035Label(name.text().toLowerCase(Locale.ROOT))
                    .forEach(problem -> name.invalid("may have mixed case, but should otherwise match: " + problem));
        }
        if (names.get("kind").notEmpty() && names.get("kind").sameAs(names.get("listKind")))
            names.get("listKind").invalid("kind and listKind may not be the same");
        for (var list : List.of("shortNames", "categories"))
            for (var name : names.get(list).items()) name.mustBe(Names::dns1035Label);
    }

    private static void storedVersions(Field stored, Field versions) {
        if (stored.empty()) {
            stored.invalid("must have at least one stored version");
            return;
        }
        var names = new HashSet<String>();
        for (var version : versions.items()) names.add(version.get("name").text());
        for (var version : stored.items())
            if (!names.contains(version.text()))
                version.invalid("missing from spec.versions; " + version.text()
                        + " was previously a storage version, and must remain in spec.versions until a storage migration "
                        + "ensures no data remains persisted in " + version.text() + " and removes " + version.text()
                        + " from status.storedVersions");
    }
}

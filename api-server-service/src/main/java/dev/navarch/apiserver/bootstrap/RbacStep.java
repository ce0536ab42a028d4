package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.authorization.rbac.PolicyRule;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.authorization.rbac.RuleCoverage;
import dev.navarch.machinery.codec.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The roles and bindings of upstream ({@code rbac.tsv}) and of Navarch's own services ({@code navarch-rbac.tsv}). What is missing of
 * one is added, what somebody added stays; an object annotated against it is left alone.
 */
final class RbacStep implements BootstrapStep {
    private static final String AUTO_UPDATE = "rbac.authorization.kubernetes.io/autoupdate";
    private static final String CONTROLLER_ROLES = "system:controller:";

    private final ObjectEnsurer ensurer;

    RbacStep(ObjectEnsurer ensurer) {
        this.ensurer = ensurer;
    }

    @Override
    public String name() {
        return "rbac/bootstrap-roles";
    }

    @Override
    public void run() {
        for (var entry : entries()) ensurer.ensure(entry.resource(), entry.object(), mending(entry));
    }

    static List<RbacTable.Entry> entries() {
        var entries = new ArrayList<>(RbacTable.read(
                BootstrapResource.lines("rbac.tsv"),
                Map.of("kubernetes.io/bootstrapping", "rbac-defaults"),
                Map.of(AUTO_UPDATE, "true")));
        entries.add(controllers(entries));
        entries.addAll(RbacTable.read(
                BootstrapResource.lines("navarch-rbac.tsv"),
                Map.of("app.kubernetes.io/managed-by", "navarch"),
                Map.of()));
        return entries;
    }

    /** One process runs all control loops under one identity: it has what upstream gives to each loop. */
    private static RbacTable.Entry controllers(List<RbacTable.Entry> upstream) {
        var rules = new LinkedHashSet<PolicyRule>();
        for (var entry : upstream) {
            var ofController = entry.resource().equals(RoleBook.CLUSTER_ROLES)
                    && entry.object().path("metadata").path("name").asString("").startsWith(CONTROLLER_ROLES);
            if (ofController) rules.addAll(PolicyRule.rules(entry.object()));
        }
        var role = NewObject.of(RoleBook.GROUP + "/v1", "ClusterRole", "", "navarch:controllers");
        NewObject.metadata(role).putObject("labels").put("app.kubernetes.io/managed-by", "navarch");
        var array = role.putArray("rules");
        rules.forEach(rule -> rule.write(array.addObject()));
        return new RbacTable.Entry(RoleBook.CLUSTER_ROLES, role);
    }

    private static Predicate<ObjectNode> mending(RbacTable.Entry entry) {
        return existing -> {
            var automatic = existing.path("metadata")
                    .path("annotations")
                    .path(AUTO_UPDATE)
                    .asString("true");
            if (automatic.equals("false")) return false;
            var before = existing.deepCopy();
            addMissing(existing, entry.object(), "labels");
            addMissing(existing, entry.object(), "annotations");
            if (entry.object().has("roleRef")) mendBinding(existing, entry.object());
            else mendRole(existing, entry.object());
            return !before.equals(existing);
        };
    }

    private static void mendRole(ObjectNode existing, ObjectNode wanted) {
        var missing = RuleCoverage.missing(PolicyRule.rules(existing), PolicyRule.rules(wanted));
        for (var rule : missing) rule.write(array(existing, "rules").addObject());
        if (!wanted.has("aggregationRule")) existing.remove("aggregationRule");
        else if (!existing.hasNonNull("aggregationRule"))
            existing.set("aggregationRule", wanted.path("aggregationRule").deepCopy());
    }

    private static void mendBinding(ObjectNode existing, ObjectNode wanted) {
        for (var subject : wanted.path("subjects"))
            if (!contains(existing.path("subjects"), subject))
                array(existing, "subjects").add(subject.deepCopy());
    }

    private static boolean contains(JsonNode subjects, JsonNode wanted) {
        for (var subject : subjects)
            if (List.of("kind", "name", "namespace").stream()
                    .allMatch(field -> subject.path(field)
                            .asString("")
                            .equals(wanted.path(field).asString("")))) return true;
        return false;
    }

    private static void addMissing(ObjectNode existing, ObjectNode wanted, String field) {
        var metadata = NewObject.metadata(existing);
        wanted.path("metadata").path(field).forEachEntry((key, value) -> {
            if (!metadata.path(field).has(key)) metadata.withObject(field).set(key, value);
        });
    }

    private static ArrayNode array(ObjectNode object, String field) {
        if (object.get(field) instanceof ArrayNode array) return array;
        var fresh = Json.array();
        object.set(field, fresh);
        return fresh;
    }
}

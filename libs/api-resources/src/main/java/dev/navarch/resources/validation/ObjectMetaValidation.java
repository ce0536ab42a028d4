package dev.navarch.resources.validation;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.format.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules for {@code metadata}, which hold for every kind; only the rule for names differs. */
public final class ObjectMetaValidation {
    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");
    private static final List<String> SERVERS_OWN =
            List.of("name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds");

    private ObjectMetaValidation() {}

    /** After the server has filled in name, namespace and uid. */
    public static List<FieldError> validateCreate(ObjectNode object, boolean namespaced, NameRule names) {
        var errors = new ArrayList<FieldError>();
        var metadata = Field.of(object, errors).get("metadata");
        name(metadata, names);
        namespace(metadata.get("namespace"), namespaced);
        shared(metadata);
        return errors;
    }

    public static List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
        var errors = new ArrayList<FieldError>();
        var metadata = Field.of(updated, errors).get("metadata");
        var before = Field.of(stored, errors).get("metadata");
        shared(metadata);
        if (metadata.get("generation").number() < before.get("generation").number())
            metadata.get("generation").invalid("must not be decremented");
        if (before.get("deletionTimestamp").present()) addedFinalizers(metadata, before);
        if (metadata.get("resourceVersion").empty())
            metadata.get("resourceVersion").invalid("", "must be specified for an update");
        for (var name : SERVERS_OWN) metadata.get(name).immutable(before.get(name));
        return errors;
    }

    private static void name(Field metadata, NameRule names) {
        var prefix = metadata.get("generateName");
        if (prefix.notEmpty()) names.problems(prefix.text(), true).forEach(prefix::invalid);
        var name = metadata.get("name");
        if (name.empty()) {
            name.required("name or generateName is required");
            return;
        }
        var problems = names.problems(name.text(), false);
        problems.forEach(name::invalid);
        if (problems.isEmpty()) Names.pathSegment(name.text()).forEach(name::invalid);
    }

    private static void namespace(Field namespace, boolean namespaced) {
        if (namespaced) namespace.needs(Names::dnsLabel);
        else namespace.forbiddenIfSet("not allowed on this type");
    }

    private static void shared(Field metadata) {
        metadata.get("generation").notNegative();
        LabelValidation.labels(metadata.get("labels"));
        LabelValidation.annotations(metadata.get("annotations"));
        owners(metadata.get("ownerReferences"));
        finalizers(metadata.get("finalizers"));
        metadata.get("managedFields").items().forEach(ObjectMetaValidation::managedFields);
    }

    private static void owners(Field owners) {
        var controllers = new ArrayList<String>();
        for (var owner : owners.items()) {
            var apiVersion = owner.get("apiVersion").text();
            var kind = owner.get("kind").text();
            if (apiVersion.isEmpty() || apiVersion.endsWith("/"))
                owners.reportedAt(owners.path().child("apiVersion")).invalid(apiVersion, "version must not be empty");
            for (var name : List.of("kind", "name", "uid"))
                if (owner.get(name).empty())
                    owners.reportedAt(owners.path().child(name)).invalid("", "must not be empty");
            if (apiVersion.equals("v1") && kind.equals("Event"))
                owners.invalid(owner.value(), "/v1, Kind=Event is disallowed from being an owner");
            if (owner.get("controller").flag())
                controllers.add(kind + "/" + owner.get("name").text());
        }
        if (controllers.size() > 1)
            owners.invalid(
                    owners.value(),
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                            + controllers.get(0) + " and " + controllers.get(1));
    }

    private static void finalizers(Field finalizers) {
        var seen = new HashSet<String>();
        for (var finalizer : finalizers.items()) {
            var name = finalizer.text();
            seen.add(name);
            Names.qualifiedName(name).forEach(problem -> finalizers.invalid(name, problem));
            finalizerName(finalizer);
        }
        if (seen.contains("orphan") && seen.contains("foregroundDeletion"))
            finalizers.invalid(finalizers.value(), "finalizer orphan and foregroundDeletion cannot be both set");
    }

    /** A name without a domain must be one of those that everybody knows. */
    public static void finalizerName(Field finalizer) {
        if (!finalizer.text().contains("/") && !STANDARD_FINALIZERS.contains(finalizer.text()))
            finalizer.invalid("name is neither a standard finalizer name nor is it fully qualified");
    }

    private static void addedFinalizers(Field metadata, Field before) {
        var known = new HashSet<JsonNode>();
        before.get("finalizers").value().forEach(known::add);
        var added = metadata.get("finalizers").items().stream()
                .filter(finalizer -> !known.contains(finalizer.value()))
                .map(finalizer -> '"' + finalizer.text() + '"')
                .collect(Collectors.joining(", "));
        if (!added.isEmpty())
            metadata.get("finalizers")
                    .forbidden(
                            "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                    + added + "}");
    }

    private static void managedFields(Field entry) {
        if (!Set.of("Apply", "Update").contains(entry.get("operation").text()))
            entry.get("operation").invalid(entry.get("operation").text(), "must be `Apply` or `Update`");
        var type = entry.get("fieldsType");
        if (type.notEmpty() && !type.text().equals("FieldsV1")) type.invalid("must be `FieldsV1`");
        var manager = entry.get("manager");
        if (Sizes.bytes(manager.text()) > 128) manager.tooLong(128);
        manager.text()
                .codePoints()
                .filter(at -> Character.isISOControl(at) || !Character.isDefined(at))
                .findFirst()
                .ifPresent(at -> manager.invalid("invalid character %s (at position %d)"
                        .formatted("U+%04X".formatted(at), manager.text().indexOf(at))));
        if (Sizes.bytes(entry.get("subresource").text()) > 256)
            entry.get("subresource").tooLong(256);
    }
}

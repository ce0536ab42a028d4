package dev.navarch.resources.extension;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Of definitions of custom resources. The rules for their schemas are not here. */
final class DefinitionStrategy extends StatusKindStrategy {
    private static final int PORT = 443;

    @Override
    public void applyDefaults(ObjectNode definition) {
        var spec = Tree.object(definition, "spec");
        var names = Tree.object(spec, "names");
        var kind = Tree.text(names, "kind");
        if (!kind.isEmpty()) {
            Tree.fill(names, "singular", kind.toLowerCase(Locale.ROOT));
            Tree.fill(names, "listKind", kind + "List");
        }
        Tree.fill(Tree.object(spec, "conversion"), "strategy", "None");
        webhookPort(Tree.object(spec, "conversion"));
    }

    private static void webhookPort(ObjectNode conversion) {
        var webhook = Tree.find(conversion, "webhook");
        var client = webhook == null ? null : Tree.find(webhook, "clientConfig");
        var service = client == null ? null : Tree.find(client, "service");
        if (service != null) Tree.fill(service, "port", PORT);
    }

    @Override
    public void prepareForCreate(ObjectNode definition) {
        super.prepareForCreate(definition);
        var stored = Tree.object(definition, "status").putArray("storedVersions");
        for (var version : Tree.objects(definition.path("spec"), "versions"))
            if (version.path("storage").asBoolean(false)) stored.add(Tree.text(version, "name"));
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        var versions = Tree.object(updated, "status").withArray("storedVersions");
        var known = Tree.texts(updated.path("status"), "storedVersions");
        for (var version : Tree.objects(updated.path("spec"), "versions"))
            if (version.path("storage").asBoolean(false) && !known.contains(Tree.text(version, "name")))
                versions.add(Tree.text(version, "name"));
    }

    @Override
    protected void validate(Field definition) {
        DefinitionValidation.validate(definition);
    }

    @Override
    protected void validateNew(Field definition) {
        var name = definition.get("metadata").get("name");
        var spec = definition.get("spec");
        if (name.notEmpty()
                && !name.text()
                        .equals(spec.get("names").get("plural").text() + "."
                                + spec.get("group").text())) name.invalid("must be spec.names.plural+\".\"+spec.group");
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        DefinitionValidation.validateChange(updated.get("spec"), stored);
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}

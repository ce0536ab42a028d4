package dev.navarch.resources.namespace;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.ObjectMetaValidation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

final class NamespaceStrategy extends StatusKindStrategy {
    private static final String OWN_FINALIZER = "kubernetes";
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    @Override
    public NameRule nameRule() {
        return NameRule.DNS_LABEL;
    }

    /** A selector can find a namespace by its name. */
    @Override
    public void applyDefaults(ObjectNode namespace) {
        var metadata = Tree.object(namespace, "metadata");
        var name = Tree.text(metadata, "name");
        if (!name.isEmpty()) Tree.object(metadata, "labels").put(NAME_LABEL, name);
        fillStatus(namespace);
    }

    @Override
    protected void fillStatus(ObjectNode namespace) {
        Tree.fill(Tree.object(namespace, "status"), "phase", "Active");
    }

    @Override
    public void prepareForCreate(ObjectNode namespace) {
        super.prepareForCreate(namespace);
        ObjectMeta.of(namespace).generation(0);
        var spec = Tree.object(namespace, "spec");
        if (!Tree.texts(spec, "finalizers").contains(OWN_FINALIZER))
            spec.withArray("finalizers").add(OWN_FINALIZER);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        Tree.copy(stored, updated, "status");
        Tree.copy(stored, updated, "spec");
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validateNew(Field namespace) {
        var finalizers = namespace.get("spec").get("finalizers");
        for (var finalizer : finalizers.items()) finalizer(finalizer.reportedAt(finalizers.path()));
    }

    private static void finalizer(Field finalizer) {
        finalizer.mustBe(Names::qualifiedName);
        ObjectMetaValidation.finalizerName(finalizer);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        var status = updated.get("status");
        var phase = status.get("phase").reportedAt(status.path().child("Phase"));
        var deleted = updated.get("metadata").get("deletionTimestamp").present();
        if (!deleted && !phase.text().equals("Active"))
            phase.invalid("may only be 'Active' if `deletionTimestamp` is empty");
        if (deleted && !phase.text().equals("Terminating"))
            phase.invalid("may only be 'Terminating' if `deletionTimestamp` is not empty");
    }

    @Override
    public Map<String, SubresourceStrategy> subresources() {
        var subresources = new HashMap<>(super.subresources());
        subresources.put("finalize", new Finalize());
        return subresources;
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode namespace) {
        return Map.of("status.phase", Tree.text(namespace.path("status"), "phase"));
    }

    /** Lets go of a namespace that is being deleted, one finalizer at a time. */
    private static final class Finalize implements SubresourceStrategy {
        @Override
        public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
            Tree.copy(stored, updated, "status");
        }

        @Override
        public List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
            var errors = new ArrayList<FieldError>();
            for (var finalizer :
                    Field.of(updated, errors).get("spec").get("finalizers").items()) finalizer(finalizer);
            return errors;
        }
    }
}

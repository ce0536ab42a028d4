package dev.navarch.resources.volume;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.SpecDifference;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.podtemplate.VolumeSourceDefaults;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class PersistentVolumeStrategy extends StatusKindStrategy {
    @Override
    public void applyDefaults(ObjectNode volume) {
        var spec = Tree.object(volume, "spec");
        VolumeSourceDefaults.apply(spec);
        Tree.fill(spec, "persistentVolumeReclaimPolicy", "Retain");
        Tree.fillAbsent(spec, "volumeMode", "Filesystem");
    }

    @Override
    protected void fillStatus(ObjectNode volume) {
        Tree.fill(Tree.object(volume, "status"), "phase", "Pending");
    }

    @Override
    public void prepareForCreate(ObjectNode volume) {
        super.prepareForCreate(volume);
        ObjectMeta.of(volume).generation(0);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validate(Field volume) {
        PersistentVolumeValidation.validate(volume.get("spec"));
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        validate(updated);
        // Upstream looks at the new object once more together with the change.
        validate(updated);
        var now = updated.get("spec");
        var was = stored.get("spec");
        var source = source(now);
        var before = source(was);
        if (!Tree.equal(source, before))
            now.get("persistentvolumesource")
                    .forbidden("spec.persistentvolumesource is immutable after creation\n"
                            + SpecDifference.between(before, source));
        if (!now.get("volumeMode").sameAs(was.get("volumeMode")))
            now.get("volumeMode").reportedAt(updated.get("volumeMode").path()).invalid("field is immutable");
        if (was.get("nodeAffinity").present() && !now.get("nodeAffinity").sameAs(was.get("nodeAffinity")))
            now.get("nodeAffinity")
                    .reportedAt(updated.get("nodeAffinity").path())
                    .invalid("field is immutable, except for updating from beta label to GA");
        if (was.get("volumeAttributesClassName").present()
                && now.get("volumeAttributesClassName").absent())
            now.get("volumeAttributesClassName").forbidden("update from non-nil value to nil is forbidden");
    }

    private static ObjectNode source(Field spec) {
        var source = JsonNodeFactory.instance.objectNode();
        for (var name : PersistentVolumeValidation.SOURCES)
            if (spec.get(name).present()) source.set(name, spec.get(name).value());
        return source;
    }
}

package dev.navarch.resources.volume;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.form.SpecDifference;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.podtemplate.ClaimSpecValidation;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import tools.jackson.databind.node.ObjectNode;

final class PersistentVolumeClaimStrategy extends StatusKindStrategy {
    private static final String OLDER_CLASS = "volume.beta.kubernetes.io/storage-class";

    @Override
    public void applyDefaults(ObjectNode claim) {
        var spec = Tree.object(claim, "spec");
        Tree.fillAbsent(spec, "volumeMode", "Filesystem");
        var source = Tree.find(spec, "dataSource");
        var reference = Tree.find(spec, "dataSourceRef");
        if (source != null && reference == null) spec.set("dataSourceRef", source.deepCopy());
        if (source == null && reference != null && !reference.has("namespace"))
            spec.set("dataSource", reference.deepCopy());
    }

    @Override
    protected void fillStatus(ObjectNode claim) {
        Tree.fill(Tree.object(claim, "status"), "phase", "Pending");
    }

    @Override
    public void prepareForCreate(ObjectNode claim) {
        super.prepareForCreate(claim);
        ObjectMeta.of(claim).generation(0);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validate(Field claim) {
        ClaimSpecValidation.validate(claim.get("spec"));
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        var now = (ObjectNode) updated.get("spec").value().deepCopy();
        var was = (ObjectNode) stored.get("spec").value();
        var bound = stored.get("status").get("phase").text().equals("Bound");
        if (!was.has("volumeName")) Tree.copy(was, now, "volumeName");
        if (!was.has("storageClassName")) Tree.copy(was, now, "storageClassName");
        if (bound) {
            Tree.copy(was, now, "volumeAttributesClassName");
            if (Tree.object(now, "resources").path("requests").has("storage")) Tree.copy(was, now, "resources");
        }
        if (!Tree.equal(now, was))
            updated.get("spec")
                    .forbidden("spec is immutable after creation except resources.requests and "
                            + "volumeAttributesClassName for bound claims\n" + SpecDifference.between(was, now));
        size(updated, stored);
        if (!updated.get("spec").get("volumeMode").sameAs(stored.get("spec").get("volumeMode")))
            updated.get("spec")
                    .get("volumeMode")
                    .reportedAt(updated.get("volumeMode").path())
                    .invalid("field is immutable");
        olderClass(updated, stored);
    }

    private static void size(Field updated, Field stored) {
        var requests = updated.get("spec").get("resources").get("requests");
        var now = Quantity.find(requests.value().path("storage").asString("0"));
        var was = Quantity.find(stored.get("spec")
                .get("resources")
                .get("requests")
                .value()
                .path("storage")
                .asString("0"));
        var have = Quantity.find(
                stored.get("status").get("capacity").value().path("storage").asString("0"));
        if (now == null || was == null || have == null || now.compareTo(was) >= 0) return;
        if (now.compareTo(have) <= 0) requests.get("storage").forbidden("field can not be less than status.capacity");
    }

    private static void olderClass(Field updated, Field stored) {
        var now = updated.get("metadata")
                .get("annotations")
                .value()
                .path(OLDER_CLASS)
                .asString("");
        var was = stored.get("metadata")
                .get("annotations")
                .value()
                .path(OLDER_CLASS)
                .asString("");
        if (!now.equals(was))
            updated.get("metadata").get("annotations").get(OLDER_CLASS).invalid(now, "field is immutable");
    }
}

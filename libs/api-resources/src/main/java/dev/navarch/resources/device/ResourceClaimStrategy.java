package dev.navarch.resources.device;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class ResourceClaimStrategy extends StatusKindStrategy {
    private static final int MAX_CONSUMERS = 256;

    @Override
    public void applyDefaults(ObjectNode claim) {
        DeviceDefaults.claim(Tree.object(claim, "spec"));
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
    protected void validateNew(Field claim) {
        DeviceClaimValidation.validate(claim.get("spec").get("devices"));
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("spec").immutable(stored.get("spec"));
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        var status = updated.get("status");
        var consumers = status.get("reservedFor");
        if (consumers.size() > MAX_CONSUMERS) consumers.tooMany(MAX_CONSUMERS);
        var uids = new HashSet<String>();
        for (var consumer : consumers.items()) {
            for (var field : List.of("resource", "name", "uid"))
                consumer.get(field).needed();
            if (!uids.add(consumer.get("uid").text())) consumer.get("uid").duplicate();
        }
        if (consumers.notEmpty() && status.get("allocation").absent())
            consumers.forbidden("may not be specified when `allocated` is not set");
        var before = stored.get("status").get("allocation");
        if (before.present() && status.get("allocation").present())
            status.get("allocation").immutable(before);
    }
}

package dev.navarch.resources.storage;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class CSIDriverStrategy extends KindStrategy {
    @Override
    public void applyDefaults(ObjectNode driver) {
        var spec = Tree.object(driver, "spec");
        Tree.fill(spec, "attachRequired", true);
        for (var flag : List.of("podInfoOnMount", "storageCapacity", "requiresRepublish", "seLinuxMount"))
            Tree.fill(spec, flag, false);
        Tree.fillAbsent(spec, "fsGroupPolicy", "ReadWriteOnceWithFSType");
        if (Tree.isEmpty(spec.path("volumeLifecycleModes")))
            spec.putArray("volumeLifecycleModes").add("Persistent");
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        var changed = !Tree.same(updated.path("spec"), stored.path("spec"));
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation() + (changed ? 1 : 0));
    }

    @Override
    protected void validate(Field driver) {
        var spec = driver.get("spec");
        for (var mode : spec.get("volumeLifecycleModes").items())
            mode.reportedAt(spec.get("volumeLifecycleModes").path()).oneOf(List.of("Ephemeral", "Persistent"));
        if (spec.get("fsGroupPolicy").present())
            spec.get("fsGroupPolicy").oneOf(List.of("File", "None", "ReadWriteOnceWithFSType"));
        tokens(spec);
        var period = spec.get("nodeAllocatableUpdatePeriodSeconds");
        if (period.present() && period.number() < 10) period.invalid("must be greater than or equal to 10 seconds");
        if (spec.get("serviceAccountTokenInSecrets").flag()
                && spec.get("tokenRequests").empty())
            spec.get("serviceAccountTokenInSecrets")
                    .invalid("serviceAccountTokenInSecrets is set but no tokenRequests are specified");
    }

    private static void tokens(Field spec) {
        var audiences = new HashSet<String>();
        for (var request : spec.get("tokenRequests").items()) {
            if (!audiences.add(request.get("audience").text()))
                request.get("audience").duplicate();
            var seconds = request.get("expirationSeconds");
            if (seconds.absent()) continue;
            if (seconds.number() < 600) seconds.invalid("may not specify a duration less than 10 minutes");
            if (seconds.number() > 1L << 32) seconds.invalid("may not specify a duration larger than 2^32 seconds");
        }
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        var now = updated.get("spec");
        var was = stored.get("spec");
        now.get("attachRequired")
                .reportedAt(now.path().child("attachedRequired"))
                .immutable(was.get("attachRequired"));
        now.get("volumeLifecycleModes").immutable(was.get("volumeLifecycleModes"));
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}

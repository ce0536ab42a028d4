package dev.navarch.apiserver.admission;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import java.util.ArrayList;
import java.util.function.Consumer;

/** Holds new claims and volumes until the protection loops let them go: a claim while a pod uses it, a volume while it is bound. */
public final class StorageObjectInUseProtectionPlugin implements AdmissionPlugin {
    private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
    private static final GroupResource VOLUMES = new GroupResource("", "persistentvolumes");

    @Override
    public String name() {
        return "StorageObjectInUseProtection";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (request.creates(CLAIMS)) hold(request, "kubernetes.io/pvc-protection");
        if (request.creates(VOLUMES)) hold(request, "kubernetes.io/pv-protection");
    }

    private static void hold(AdmissionRequest request, String finalizer) {
        if (request.object() == null) return;
        var metadata = ObjectMeta.of(request.object());
        if (metadata.finalizers().contains(finalizer)) return;
        var finalizers = new ArrayList<>(metadata.finalizers());
        finalizers.add(finalizer);
        metadata.finalizers(finalizers);
    }
}

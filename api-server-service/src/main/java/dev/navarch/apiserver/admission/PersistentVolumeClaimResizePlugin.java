package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.quantity.Quantity;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A claim may grow only once it is bound, and where its storage class says that volumes can. */
public final class PersistentVolumeClaimResizePlugin implements AdmissionPlugin {
    private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
    private static final GroupResource CLASSES = new GroupResource("storage.k8s.io", "storageclasses");

    private final ObjectReader objects;

    public PersistentVolumeClaimResizePlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "PersistentVolumeClaimResize";
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var stored = request.stored();
        var wanted = request.object();
        if (request.operation() != Operation.UPDATE || !request.concerns(CLAIMS) || stored == null || wanted == null)
            return;
        if (size(wanted).compareTo(size(stored)) <= 0) return;
        if (!stored.path("status").path("phase").asString("").equals("Bound"))
            throw request.forbidden("Only bound persistent volume claims can be expanded");
        if (!allowsExpansion(className(stored)))
            throw request.forbidden("only dynamically provisioned pvc can be resized and the storageclass that"
                    + " provisions the pvc must support resize");
    }

    private boolean allowsExpansion(String className) {
        var storageClass = className.isEmpty() ? null : objects.find(CLASSES, "", className);
        return storageClass != null && storageClass.path("allowVolumeExpansion").asBoolean(false);
    }

    private static Quantity size(JsonNode claim) {
        var requested = claim.path("spec").path("resources").path("requests").path("storage");
        var size = Quantity.find(requested.asString(""));
        return size == null ? Quantity.ZERO : size;
    }

    private static String className(JsonNode claim) {
        return claim.path("spec").path("storageClassName").asString("");
    }
}

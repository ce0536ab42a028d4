package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A claim that names no storage class gets the one marked as default; of several the newest. */
public final class DefaultStorageClassPlugin implements AdmissionPlugin {
    private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
    private static final GroupResource CLASSES = new GroupResource("storage.k8s.io", "storageclasses");
    private static final List<String> DEFAULT =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");
    private static final String BETA_CLASS = "volume.beta.kubernetes.io/storage-class";

    private final ObjectReader objects;

    public DefaultStorageClassPlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "DefaultStorageClass";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(CLAIMS) || request.object() == null) return;
        if (!(request.object().get("spec") instanceof ObjectNode spec) || spec.hasNonNull("storageClassName")) return;
        if (request.object().path("metadata").path("annotations").has(BETA_CLASS)) return;
        DefaultClass.of(objects.list(CLASSES, ""), DEFAULT).ifPresent(name -> spec.put("storageClassName", name));
    }
}

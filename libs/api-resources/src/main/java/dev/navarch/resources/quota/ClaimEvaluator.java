package dev.navarch.resources.quota;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.machinery.quantity.ResourceAmounts;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Claims and the storage they request, in all and for each storage class. */
final class ClaimEvaluator extends ObjectCountEvaluator {
    private static final String STORAGE = "requests.storage";
    private static final String CLAIMS = "persistentvolumeclaims";
    private static final String OF_CLASS = ".storageclass.storage.k8s.io/";
    private static final String OLDER_CLASS = "volume.beta.kubernetes.io/storage-class";

    ClaimEvaluator() {
        super(new GroupResource("", CLAIMS));
    }

    @Override
    public boolean counts(String hardName) {
        return hardName.equals(STORAGE)
                || hardName.endsWith(OF_CLASS + STORAGE)
                || hardName.endsWith(OF_CLASS + CLAIMS)
                || super.counts(hardName);
    }

    @Override
    public boolean chargesUpdates() {
        return true;
    }

    @Override
    public ResourceAmounts usage(ObjectNode claim, Instant now) {
        var amounts = new TreeMap<String, Quantity>();
        var size = size(claim);
        var className = className(claim);
        if (!className.isEmpty()) amounts.put(className + OF_CLASS + CLAIMS, Quantity.of(1));
        if (size != null) {
            amounts.put(STORAGE, size);
            if (!className.isEmpty()) amounts.put(className + OF_CLASS + STORAGE, size);
        }
        return super.usage(claim, now).plus(new ResourceAmounts(amounts));
    }

    @Override
    public boolean within(QuotaScope scope, ObjectNode claim) {
        return scope.name().equals("VolumeAttributesClass")
                && scope.selects(Tree.text(claim.path("spec"), "volumeAttributesClassName"));
    }

    /** What is requested, or what a larger request of before has already reserved. */
    private static @Nullable Quantity size(JsonNode claim) {
        var requested = storage(claim.path("spec").path("resources").path("requests"));
        var allocated = storage(claim.path("status").path("allocatedResources"));
        if (requested == null) return allocated;
        return allocated == null ? requested : requested.max(allocated);
    }

    private static @Nullable Quantity storage(JsonNode amounts) {
        return Quantity.find(amounts.path("storage").asString(""));
    }

    private static String className(JsonNode claim) {
        var older = claim.path("metadata").path("annotations").path(OLDER_CLASS).asString("");
        return older.isEmpty() ? Tree.text(claim.path("spec"), "storageClassName") : older;
    }
}

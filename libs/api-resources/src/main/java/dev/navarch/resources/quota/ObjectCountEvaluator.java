package dev.navarch.resources.quota;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.machinery.quantity.ResourceAmounts;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Counts objects of any kind; the kinds that were there before {@code count/…} under their plain names too. */
class ObjectCountEvaluator implements QuotaEvaluator {
    private static final Set<String> PLAINLY_NAMED = Set.of(
            "configmaps",
            "persistentvolumeclaims",
            "pods",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "services");
    private static final Quantity ONE = Quantity.of(1);

    private final Map<String, Quantity> once = new TreeMap<>();

    ObjectCountEvaluator(GroupResource resource) {
        once.put("count/" + resource, ONE);
        if (PLAINLY_NAMED.contains(resource.toString())) once.put(resource.toString(), ONE);
    }

    @Override
    public boolean counts(String hardName) {
        return once.containsKey(hardName);
    }

    @Override
    public ResourceAmounts usage(ObjectNode object, Instant now) {
        return new ResourceAmounts(once);
    }
}

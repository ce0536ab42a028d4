package dev.navarch.resources.admission;

import dev.navarch.resources.tree.Tree;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What webhooks and policies share. */
final class AdmissionDefaults {
    private static final int SECONDS = 10;
    private static final int PORT = 443;

    private AdmissionDefaults() {}

    static void webhook(ObjectNode webhook) {
        Tree.fillAbsent(webhook, "failurePolicy", "Fail");
        match(webhook);
        Tree.fill(webhook, "timeoutSeconds", SECONDS);
        for (var rule : Tree.objects(webhook, "rules")) Tree.fillAbsent(rule, "scope", "*");
        var service = Tree.find(Tree.object(webhook, "clientConfig"), "service");
        if (service != null) Tree.fill(service, "port", PORT);
    }

    static void matchResources(ObjectNode resources) {
        match(resources);
        for (var list : List.of("resourceRules", "excludeResourceRules"))
            for (var rule : Tree.objects(resources, list)) Tree.fillAbsent(rule, "scope", "*");
    }

    private static void match(ObjectNode holder) {
        Tree.fillAbsent(holder, "matchPolicy", "Equivalent");
        Tree.object(holder, "namespaceSelector");
        Tree.object(holder, "objectSelector");
    }
}

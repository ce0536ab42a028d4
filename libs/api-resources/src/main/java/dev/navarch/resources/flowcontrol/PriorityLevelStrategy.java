package dev.navarch.resources.flowcontrol;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import tools.jackson.databind.node.ObjectNode;

final class PriorityLevelStrategy extends StatusKindStrategy {
    @Override
    public void applyDefaults(ObjectNode level) {
        var spec = Tree.object(level, "spec");
        var exempt = Tree.find(spec, "exempt");
        if (Tree.text(spec, "type").equals("Exempt") && exempt == null) exempt = Tree.object(spec, "exempt");
        if (exempt != null) {
            Tree.fill(exempt, "nominalConcurrencyShares", 0);
            Tree.fill(exempt, "lendablePercent", 0);
        }
        var limited = Tree.find(spec, "limited");
        if (limited == null) return;
        Tree.fill(limited, "nominalConcurrencyShares", 30);
        Tree.fill(limited, "lendablePercent", 0);
        var queuing = Tree.find(Tree.object(limited, "limitResponse"), "queuing");
        if (queuing == null) return;
        Tree.fillZero(queuing, "queues", 64);
        Tree.fillZero(queuing, "handSize", 8);
        Tree.fillZero(queuing, "queueLengthLimit", 50);
    }

    @Override
    protected void validate(Field level) {
        PriorityLevelValidation.validate(level);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        FlowConditions.validate(updated.get("status").get("conditions"));
    }
}

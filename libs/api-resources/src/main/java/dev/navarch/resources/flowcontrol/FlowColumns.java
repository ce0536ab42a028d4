package dev.navarch.resources.flowcontrol;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How both kinds are shown. */
final class FlowColumns {
    static final TableColumns SCHEMA = ColumnForm.named()
            .text(
                    "PriorityLevel",
                    "Where its requests wait.",
                    of -> Cells.or(
                            of.path("spec").path("priorityLevelConfiguration").path("name"), Cells.NONE))
            .text(
                    "MatchingPrecedence",
                    "The lower, the sooner it is asked.",
                    of -> of.path("spec").path("matchingPrecedence").asLong(0))
            .text(
                    "DistinguisherMethod",
                    "How its flows are told apart.",
                    of -> Cells.or(of.path("spec").path("distinguisherMethod").path("type"), Cells.NONE))
            .age()
            .text("MissingPL", "Whether its priority level is not there.", FlowColumns::dangling)
            .columns();

    static final TableColumns LEVEL = ColumnForm.named()
            .text("Type", "Whether there is a limit.", of -> Tree.text(of.path("spec"), "type"))
            .text(
                    "NominalConcurrencyShares",
                    "Its share.",
                    of -> number(limited(of).path("nominalConcurrencyShares")))
            .text("Queues", "How many queues it has.", of -> number(queuing(of).path("queues")))
            .text(
                    "HandSize",
                    "How many queues a flow may use.",
                    of -> number(queuing(of).path("handSize")))
            .text(
                    "QueueLengthLimit",
                    "How long a queue may be.",
                    of -> number(queuing(of).path("queueLengthLimit")))
            .age()
            .columns();

    private FlowColumns() {}

    private static JsonNode limited(ObjectNode level) {
        return level.path("spec").path("limited");
    }

    private static JsonNode queuing(ObjectNode level) {
        return limited(level).path("limitResponse").path("queuing");
    }

    private static Object number(JsonNode number) {
        return number.isNumber() ? (Object) number.asLong() : Cells.NONE;
    }

    private static String dangling(ObjectNode schema) {
        for (var condition : schema.path("status").path("conditions"))
            if (Tree.text(condition, "type").equals("Dangling")) return Tree.text(condition, "status");
        return "?";
    }
}

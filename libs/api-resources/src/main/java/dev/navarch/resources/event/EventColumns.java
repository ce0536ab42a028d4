package dev.navarch.resources.event;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Of events in both of their groups. */
final class EventColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.text("Last Seen", "When it last happened."),
            Cells.text("Type", "Whether it is normal."),
            Cells.text("Reason", "What happened, in a word."),
            Cells.text("Object", "What it happened to."),
            Cells.wideText("Subobject", "Which part of that."),
            Cells.wideText("Source", "Who says so."),
            Cells.text("Message", "What happened."),
            Cells.wideText("First Seen", "When it first happened."),
            Cells.wideText("Count", "How often."),
            new Column("Name", "string", "name", Cells.NAME.description(), 1));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode event, Instant now) {
        var object = either(event, "involvedObject", "regarding");
        var first = first(event, now);
        return Cells.row(
                last(event, first, now),
                Tree.text(event, "type"),
                Tree.text(event, "reason"),
                Tree.text(object, "kind").toLowerCase(Locale.ROOT) + "/" + Tree.text(object, "name"),
                Tree.text(object, "fieldPath"),
                source(event),
                either(event, "message", "note").asString("").strip(),
                first,
                Long.toString(count(event)),
                Cells.name(event));
    }

    private static JsonNode either(ObjectNode event, String older, String newer) {
        return event.has(older) ? event.path(older) : event.path(newer);
    }

    private static String first(ObjectNode event, Instant now) {
        var time = either(event, "firstTimestamp", "deprecatedFirstTimestamp");
        return Cells.since(Tree.isEmpty(time) ? event.path("eventTime") : time, now);
    }

    private static String last(ObjectNode event, String first, Instant now) {
        var repeated = event.path("series").path("lastObservedTime");
        if (repeated.isString()) return Cells.since(repeated, now);
        var time = either(event, "lastTimestamp", "deprecatedLastTimestamp");
        return Tree.isEmpty(time) ? first : Cells.since(time, now);
    }

    private static long count(ObjectNode event) {
        var series = event.path("series").path("count").asLong(0);
        if (series != 0) return series;
        return Math.max(1, either(event, "count", "deprecatedCount").asLong(1));
    }

    private static String source(ObjectNode event) {
        var source = either(event, "source", "deprecatedSource");
        var component = Tree.text(source, "component");
        var host = Tree.text(source, "host");
        if (component.isEmpty())
            component =
                    either(event, "reportingComponent", "reportingController").asString("");
        if (host.isEmpty()) host = Tree.text(event, "reportingInstance");
        return host.isEmpty() ? component : component + ", " + host;
    }
}

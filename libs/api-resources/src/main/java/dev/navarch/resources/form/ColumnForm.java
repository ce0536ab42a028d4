package dev.navarch.resources.form;

import dev.navarch.resources.TableColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Columns as a filled-in form: the name first, then what the kind adds, each beside what its cells hold. */
public final class ColumnForm {
    private record Entry(TableColumns.Column column, BiFunction<ObjectNode, Instant, Object> cell) {}

    private final List<Entry> entries = new ArrayList<>();

    private ColumnForm() {
        entries.add(new Entry(Cells.NAME, (object, now) -> Cells.name(object)));
    }

    public static ColumnForm named() {
        return new ColumnForm();
    }

    public ColumnForm age() {
        entries.add(new Entry(Cells.AGE, Cells::age));
        return this;
    }

    public ColumnForm text(String name, String description, Function<ObjectNode, Object> cell) {
        return add(Cells.text(name, description), cell);
    }

    public ColumnForm wide(String name, String description, Function<ObjectNode, Object> cell) {
        return add(Cells.wideText(name, description), cell);
    }

    public ColumnForm number(String name, String description, Function<ObjectNode, Object> cell) {
        return add(Cells.number(name, description), cell);
    }

    public ColumnForm flag(String name, String description, Function<ObjectNode, Object> cell) {
        return add(Cells.flag(name, description), cell);
    }

    /** A text that depends on what time it is. */
    public ColumnForm timed(String name, String description, BiFunction<ObjectNode, Instant, Object> cell) {
        entries.add(new Entry(Cells.text(name, description), cell));
        return this;
    }

    private ColumnForm add(TableColumns.Column column, Function<ObjectNode, Object> cell) {
        entries.add(new Entry(column, (object, now) -> cell.apply(object)));
        return this;
    }

    public TableColumns columns() {
        return new Filled(List.copyOf(entries));
    }

    private record Filled(List<Entry> entries) implements TableColumns {
        @Override
        public List<Column> columns() {
            return entries.stream().map(Entry::column).toList();
        }

        @Override
        public List<JsonNode> cells(ObjectNode object, Instant now) {
            return Cells.row(
                    entries.stream().map(entry -> entry.cell.apply(object, now)).toArray());
        }
    }
}

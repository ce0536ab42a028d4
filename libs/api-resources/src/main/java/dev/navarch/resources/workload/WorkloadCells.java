package dev.navarch.resources.workload;

import dev.navarch.resources.TableColumns.Column;
import dev.navarch.resources.form.Cells;
import tools.jackson.databind.JsonNode;

/** Columns that the tables of all workloads have. */
final class WorkloadCells {
    static final Column DESIRED = Cells.number("Desired", "How many pods there should be.");
    static final Column CURRENT = Cells.number("Current", "How many pods there are.");
    static final Column READY = Cells.number("Ready", "How many of them are ready.");
    static final Column CONTAINERS = Cells.wideText("Containers", "The containers of the template.");
    static final Column IMAGES = Cells.wideText("Images", "Their images.");
    static final Column SELECTOR = Cells.wideText("Selector", "Which pods belong to it.");

    private WorkloadCells() {}

    static long count(JsonNode holder, String field) {
        return holder.path(field).asLong(0);
    }
}

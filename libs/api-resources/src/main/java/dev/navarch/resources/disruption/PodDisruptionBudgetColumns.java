package dev.navarch.resources.disruption;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;

final class PodDisruptionBudgetColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text(
                    "Min Available",
                    "How many pods must stay.",
                    of -> Cells.or(of.path("spec").path("minAvailable"), "N/A"))
            .text(
                    "Max Unavailable",
                    "How many pods may go.",
                    of -> Cells.or(of.path("spec").path("maxUnavailable"), "N/A"))
            .number(
                    "Allowed Disruptions",
                    "How many pods may go now.",
                    of -> of.path("status").path("disruptionsAllowed").asLong(0))
            .age()
            .columns();

    private PodDisruptionBudgetColumns() {}
}

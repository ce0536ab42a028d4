package dev.navarch.resources.disruption;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class PodDisruptionBudgetResource {
    private PodDisruptionBudgetResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets")
                .shortNames("pdb")
                .status()
                .strategy(new PodDisruptionBudgetStrategy())
                .columns(PodDisruptionBudgetColumns.COLUMNS)
                .define();
    }
}

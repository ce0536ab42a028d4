package dev.navarch.resources.autoscaling;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class HorizontalPodAutoscalerV1Resource {
    private HorizontalPodAutoscalerV1Resource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("autoscaling/v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
                .shortNames("hpa")
                .categories("all")
                .notActedOn()
                .storedAs("autoscaling/v2")
                .status()
                .strategy(new AutoscalerStrategy(true))
                .columns(AutoscalerColumns.COLUMNS)
                .define();
    }
}

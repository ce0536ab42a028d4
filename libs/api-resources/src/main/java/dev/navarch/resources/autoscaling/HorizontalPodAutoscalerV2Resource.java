package dev.navarch.resources.autoscaling;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class HorizontalPodAutoscalerV2Resource {
    private HorizontalPodAutoscalerV2Resource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
                .shortNames("hpa")
                .categories("all")
                .notActedOn()
                .status()
                .strategy(new AutoscalerStrategy(false))
                .columns(AutoscalerColumns.COLUMNS)
                .define();
    }
}

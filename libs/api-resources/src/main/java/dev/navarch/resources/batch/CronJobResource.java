package dev.navarch.resources.batch;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class CronJobResource {
    private CronJobResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("batch/v1", "CronJob", "cronjobs")
                .shortNames("cj")
                .categories("all")
                .status()
                .strategy(new CronJobStrategy())
                .columns(CronJobColumns.COLUMNS)
                .define();
    }
}

package dev.navarch.resources.batch;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class JobResource {
    private JobResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("batch/v1", "Job", "jobs")
                .categories("all")
                .status()
                .strategy(new JobStrategy())
                .columns(JobColumns.COLUMNS)
                .define();
    }
}

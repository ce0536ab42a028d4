package dev.navarch.resources.admission;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class MutatingWebhookConfigurationResource {
    private MutatingWebhookConfigurationResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of(
                        "admissionregistration.k8s.io/v1",
                        "MutatingWebhookConfiguration",
                        "mutatingwebhookconfigurations")
                .clusterScoped()
                .categories("api-extensions")
                .notActedOn()
                .strategy(new WebhookConfigurationStrategy(true))
                .columns(AdmissionColumns.WEBHOOKS)
                .define();
    }
}

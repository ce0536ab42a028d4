package dev.navarch.resources.admission;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ValidatingWebhookConfigurationResource {
    private ValidatingWebhookConfigurationResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of(
                        "admissionregistration.k8s.io/v1",
                        "ValidatingWebhookConfiguration",
                        "validatingwebhookconfigurations")
                .clusterScoped()
                .categories("api-extensions")
                .notActedOn()
                .strategy(new WebhookConfigurationStrategy(false))
                .columns(AdmissionColumns.WEBHOOKS)
                .define();
    }
}

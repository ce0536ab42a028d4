package dev.navarch.resources.admission;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ValidatingAdmissionPolicyResource {
    private ValidatingAdmissionPolicyResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of(
                        "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies")
                .clusterScoped()
                .categories("api-extensions")
                .notActedOn()
                .status()
                .strategy(new PolicyStrategy(false))
                .columns(AdmissionColumns.VALIDATING_POLICY)
                .define();
    }
}

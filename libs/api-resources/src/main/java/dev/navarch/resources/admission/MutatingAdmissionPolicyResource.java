package dev.navarch.resources.admission;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class MutatingAdmissionPolicyResource {
    private MutatingAdmissionPolicyResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of(
                        "admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy", "mutatingadmissionpolicies")
                .clusterScoped()
                .categories("api-extensions")
                .notActedOn()
                .strategy(new PolicyStrategy(true))
                .columns(AdmissionColumns.MUTATING_POLICY)
                .define();
    }
}

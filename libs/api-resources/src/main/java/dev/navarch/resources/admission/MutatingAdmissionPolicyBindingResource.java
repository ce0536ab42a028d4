package dev.navarch.resources.admission;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class MutatingAdmissionPolicyBindingResource {
    private MutatingAdmissionPolicyBindingResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of(
                        "admissionregistration.k8s.io/v1",
                        "MutatingAdmissionPolicyBinding",
                        "mutatingadmissionpolicybindings")
                .clusterScoped()
                .categories("api-extensions")
                .notActedOn()
                .strategy(new PolicyBindingStrategy(true))
                .columns(AdmissionColumns.BINDING)
                .define();
    }
}

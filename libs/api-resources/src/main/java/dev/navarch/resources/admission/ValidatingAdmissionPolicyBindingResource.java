package dev.navarch.resources.admission;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ValidatingAdmissionPolicyBindingResource {
    private ValidatingAdmissionPolicyBindingResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of(
                        "admissionregistration.k8s.io/v1",
                        "ValidatingAdmissionPolicyBinding",
                        "validatingadmissionpolicybindings")
                .clusterScoped()
                .categories("api-extensions")
                .notActedOn()
                .strategy(new PolicyBindingStrategy(false))
                .columns(AdmissionColumns.BINDING)
                .define();
    }
}

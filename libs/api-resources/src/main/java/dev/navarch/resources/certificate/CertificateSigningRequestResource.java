package dev.navarch.resources.certificate;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class CertificateSigningRequestResource {
    private CertificateSigningRequestResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("certificates.k8s.io/v1", "CertificateSigningRequest", "certificatesigningrequests")
                .clusterScoped()
                .shortNames("csr")
                .subresource("approval", "CertificateSigningRequest", "get", "patch", "update")
                .status()
                .strategy(new CertificateSigningRequestStrategy())
                .columns(RequestColumns.COLUMNS)
                .define();
    }
}

package dev.navarch.apiserver.certificates;

import dev.navarch.apiserver.admission.AdmissionPlugin;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.identity.UserGroups;
import dev.navarch.pki.PkiException;
import dev.navarch.pki.SigningRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** Nobody becomes a master by certificate request. */
public final class CertificateSubjectRestrictionPlugin implements AdmissionPlugin {
    private static final String SIGNER = "kubernetes.io/kube-apiserver-client";

    @Override
    public String name() {
        return "CertificateSubjectRestriction";
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(SigningRequests.RESOURCE) || request.object() == null) return;
        if (!SigningRequests.signerName(request.object()).equals(SIGNER)) return;
        var encoded = request.object().path("spec").path("request").asString("");
        try {
            var pem = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            if (SigningRequest.parse(pem).organizations().contains(UserGroups.MASTERS))
                throw request.forbidden(
                        "use of " + SIGNER + " signer with " + UserGroups.MASTERS + " group is not allowed");
        } catch (PkiException | IllegalArgumentException e) {
            throw request.forbidden("failed to parse CSR: " + e.getMessage());
        }
    }
}

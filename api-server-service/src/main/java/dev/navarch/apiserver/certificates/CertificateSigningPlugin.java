package dev.navarch.apiserver.certificates;

import dev.navarch.apiserver.admission.AdmissionPlugin;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.authorization.Authorizer;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Putting a certificate or a condition into the status needs the verb {@code sign} on the signer. */
public final class CertificateSigningPlugin implements AdmissionPlugin {
    private final SignerPermission permission;

    public CertificateSigningPlugin(Authorizer authorizer) {
        this.permission = new SignerPermission(authorizer);
    }

    @Override
    public String name() {
        return "CertificateSigning";
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var info = request.request();
        if (!info.groupResource().equals(SigningRequests.RESOURCE)
                || !info.subresource().equals("status")) return;
        if (request.stored() == null || request.object() == null) return;
        if (!changes("certificate", request.object(), request.stored())
                && !changes("conditions", request.object(), request.stored())) return;
        var signer = SigningRequests.signerName(request.stored());
        if (!permission.allows(request.caller().user(), "sign", signer))
            throw request.forbidden("user not permitted to sign requests with signerName \"" + signer + "\"");
    }

    private static boolean changes(String field, ObjectNode object, ObjectNode stored) {
        return !object.path("status").path(field).equals(stored.path("status").path(field));
    }
}

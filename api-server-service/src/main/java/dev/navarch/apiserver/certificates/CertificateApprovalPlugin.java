package dev.navarch.apiserver.certificates;

import dev.navarch.apiserver.admission.AdmissionPlugin;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.authorization.Authorizer;
import java.util.function.Consumer;

/** Approving and denying need the verb {@code approve} on the signer. */
public final class CertificateApprovalPlugin implements AdmissionPlugin {
    private final SignerPermission permission;

    public CertificateApprovalPlugin(Authorizer authorizer) {
        this.permission = new SignerPermission(authorizer);
    }

    @Override
    public String name() {
        return "CertificateApproval";
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var info = request.request();
        if (!info.groupResource().equals(SigningRequests.RESOURCE)
                || !info.subresource().equals("approval")) return;
        if (request.stored() == null) return;
        var signer = SigningRequests.signerName(request.stored());
        if (!permission.allows(request.caller().user(), "approve", signer))
            throw request.forbidden("user not permitted to approve requests with signerName \"" + signer + "\"");
    }
}

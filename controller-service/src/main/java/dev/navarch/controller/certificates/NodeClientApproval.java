package dev.navarch.controller.certificates;

import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1ResourceAttributes;
import io.kubernetes.client.openapi.models.V1SubjectAccessReviewSpec;
import org.jspecify.annotations.Nullable;

/** A node's client certificate: a first one for those who may create {@code nodeclient}, its own again for a node. */
record NodeClientApproval(AccessReviewer reviewer) {
    /** @return the approval's message; null when nobody may approve it but a person */
    @Nullable
    String message(V1CertificateSigningRequest request) {
        var parsed = Requests.parse(request);
        if (SignerRules.problem(SignerRules.KUBELET_CLIENT, parsed, Requests.usages(request)) != null) return null;
        var own = parsed.commonName().equals(request.getSpec().getUsername());
        if (own && mayCreate(request, "selfnodeclient"))
            return "Auto approving self kubelet client certificate after SubjectAccessReview.";
        return mayCreate(request, "nodeclient")
                ? "Auto approving kubelet client certificate after SubjectAccessReview."
                : null;
    }

    private boolean mayCreate(V1CertificateSigningRequest request, String subresource) {
        var spec = request.getSpec();
        return reviewer.allows(new V1SubjectAccessReviewSpec()
                .user(spec.getUsername())
                .uid(spec.getUid())
                .groups(spec.getGroups())
                .extra(spec.getExtra())
                .resourceAttributes(new V1ResourceAttributes()
                        .group("certificates.k8s.io")
                        .resource("certificatesigningrequests")
                        .verb("create")
                        .version("*")
                        .subresource(subresource)));
    }
}

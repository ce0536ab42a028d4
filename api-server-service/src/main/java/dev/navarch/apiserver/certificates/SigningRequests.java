package dev.navarch.apiserver.certificates;

import dev.navarch.machinery.name.GroupResource;
import tools.jackson.databind.node.ObjectNode;

/** Words about CertificateSigningRequests that the rules here share. */
final class SigningRequests {
    static final GroupResource RESOURCE = new GroupResource("certificates.k8s.io", "certificatesigningrequests");

    private SigningRequests() {}

    static String signerName(ObjectNode request) {
        return request.path("spec").path("signerName").asString("");
    }
}

package dev.navarch.nodeagent.join;

import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.SigningRequest;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequestSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** What a node asks a signer for. Its name comes from its key: the same key asks twice for the same. */
record CertificateOrder(String signer, CertificateRequest wanted) {
    static CertificateOrder client(String node) {
        return new CertificateOrder(
                "kubernetes.io/kube-apiserver-client-kubelet",
                CertificateRequest.client("system:node:" + node, List.of("system:nodes")));
    }

    static CertificateOrder serving(CertificateRequest wanted) {
        return new CertificateOrder("kubernetes.io/kubelet-serving", wanted);
    }

    V1CertificateSigningRequest signedBy(KeyPair keys) {
        var pem = SigningRequest.write(keys, wanted);
        return new V1CertificateSigningRequest()
                .metadata(new V1ObjectMeta().name(name(keys)))
                .spec(new V1CertificateSigningRequestSpec()
                        .request(pem.getBytes(StandardCharsets.US_ASCII))
                        .signerName(signer)
                        .usages(wanted.usage().names()));
    }

    private static String name(KeyPair keys) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded());
            return "node-csr-" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM knows no SHA-256", e);
        }
    }
}

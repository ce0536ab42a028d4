package dev.navarch.nodeagent.join;

import dev.navarch.client.ClusterClient;
import dev.navarch.pki.CertificateNames;
import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.Pem;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent's own server shows. The server follows its file by itself. */
final class ServingCertificate {
    private static final Logger log = LoggerFactory.getLogger(ServingCertificate.class);
    private static final String SERVING = "serving";

    private final String node;
    private final String address;
    private final NodeFiles files;
    private final CertificateOffice office;
    private final Clock clock;

    ServingCertificate(String node, String address, NodeFiles files, ClusterClient client, Clock clock) {
        this.node = node;
        this.address = address;
        this.files = files;
        this.office = new CertificateOffice(client, clock);
        this.clock = clock;
    }

    static CertificateRequest wanted(String node, String address) {
        return new CertificateRequest(
                "system:node:" + node,
                List.of("system:nodes"),
                Set.of(node),
                Set.of(address),
                CertificateRequest.Usage.SERVER);
    }

    void renewIfDue(Instant deadline) throws InterruptedException {
        var present = files.findServing();
        if (present != null && isGood(present)) return;
        try {
            var keys = files.pendingKeys(SERVING);
            var order = CertificateOrder.serving(wanted(node, address));
            files.writeServing(office.obtain(order, keys, deadline), Pem.write(keys.getPrivate()));
            log.info("Serving certificate renewed node={}", node);
            files.forgetPendingKeys(SERVING);
        } catch (JoinRefused refused) {
            files.forgetPendingKeys(SERVING);
            throw refused;
        }
    }

    private boolean isGood(X509Certificate certificate) {
        try {
            certificate.verify(authority().getPublicKey());
            return !CertificateAge.isDue(certificate, clock.instant())
                    && CertificateNames.addresses(certificate).equals(Set.of(address));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private X509Certificate authority() {
        return Pem.certificate(
                Objects.requireNonNull(files.findKubeconfig(), "kubeconfig").certificateAuthority());
    }
}

package dev.navarch.nodeagent.join;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.rest.RenewableConnection;
import dev.navarch.pki.Kubeconfig;
import dev.navarch.pki.Pem;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node shows to the API server; asked for again by the node itself. */
final class ClientCertificate {
    private static final Logger log = LoggerFactory.getLogger(ClientCertificate.class);
    private static final String CLIENT = "client";

    private final String node;
    private final NodeFiles files;
    private final CertificateOffice office;
    private final RenewableConnection connection;
    private final Clock clock;

    ClientCertificate(String node, NodeFiles files, ClusterClient client, RenewableConnection connection, Clock clock) {
        this.node = node;
        this.files = files;
        this.office = new CertificateOffice(client, clock);
        this.connection = connection;
        this.clock = clock;
    }

    void renewIfDue(Instant deadline) throws InterruptedException {
        var present = files.findKubeconfig();
        if (present == null || !CertificateAge.isDue(Pem.certificate(present.clientCertificate()), clock.instant()))
            return;
        try {
            var keys = files.pendingKeys(CLIENT);
            var certificate = office.obtain(CertificateOrder.client(node), keys, deadline);
            files.write(Kubeconfig.of(
                    present.name(),
                    present.server(),
                    present.user(),
                    present.certificateAuthority(),
                    certificate,
                    Pem.write(keys.getPrivate())));
            connection.renew();
            log.info("Client certificate renewed node={}", node);
            files.forgetPendingKeys(CLIENT);
        } catch (JoinRefused refused) {
            files.forgetPendingKeys(CLIENT);
            throw refused;
        }
    }
}

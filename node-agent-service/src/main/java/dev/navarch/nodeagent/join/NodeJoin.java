package dev.navarch.nodeagent.join;

import dev.navarch.client.rest.RestClusterClient;
import dev.navarch.pki.CertificateNames;
import dev.navarch.pki.Kubeconfig;
import dev.navarch.pki.Pem;
import dev.navarch.pki.PkiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first certificate of a node. A node that has a good one of the cluster that the settings mean asks nobody. Else it tries
 * until it is let in, told that it never will be, or out of time.
 */
final class NodeJoin {
    private static final Logger log = LoggerFactory.getLogger(NodeJoin.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String CLIENT = "client";

    private final String node;
    private final NodeFiles files;
    private final JoinProperties properties;
    private final Clock clock;

    NodeJoin(String node, NodeFiles files, JoinProperties properties, Clock clock) {
        this.node = node;
        this.files = files;
        this.properties = properties;
        this.clock = clock;
    }

    /** @throws JoinRefused with what to do about it */
    void run() throws InterruptedException {
        var stored = files.findKubeconfig();
        if (stored != null && isGood(stored)) {
            files.write(at(stored));
            return;
        }
        var deadline = clock.instant().plus(properties.timeout());
        String reason = null;
        while (true) {
            try {
                join(stored == null ? null : stored.certificateAuthority(), deadline);
                return;
            } catch (JoinPending e) {
                if (clock.instant().isAfter(deadline))
                    throw new JoinRefused("Node " + node + " did not join within "
                            + properties.timeout().toSeconds() + " s. " + e.getMessage());
                if (!Objects.equals(reason, e.getMessage())) log.info("Not joined yet reason={}", e.getMessage());
                reason = e.getMessage();
                Thread.sleep(PAUSE);
            }
        }
    }

    private void join(@Nullable String known, Instant deadline) throws InterruptedException {
        var authority = new ClusterTrust(properties).authority(known);
        var token = properties.requiredToken();
        var api = dev.navarch.client.rest.Kubeconfig.connect(properties.server(), authority, token);
        try (var client = new RestClusterClient(api, "", clock)) {
            var keys = files.pendingKeys(CLIENT);
            var certificate =
                    new CertificateOffice(client, clock).obtain(CertificateOrder.client(node), keys, deadline);
            files.write(Kubeconfig.of(
                    "navarch",
                    properties.server(),
                    "system:node:" + node,
                    authority,
                    certificate,
                    Pem.write(keys.getPrivate())));
            files.forgetPendingKeys(CLIENT);
            log.info("Joined server={} node={}", properties.server(), node);
        } catch (JoinRefused refused) {
            files.forgetPendingKeys(CLIENT);
            throw refused;
        }
    }

    private boolean isGood(Kubeconfig stored) throws InterruptedException {
        try {
            var certificate = Pem.certificate(stored.clientCertificate());
            if (!CertificateNames.commonName(certificate).equals("system:node:" + node)) return false;
            if (!CertificateAge.isInTime(certificate, clock.instant())) return false;
            return new ClusterTrust(properties)
                    .authority(stored.certificateAuthority())
                    .strip()
                    .equals(stored.certificateAuthority().strip());
        } catch (PkiException broken) {
            return false;
        }
    }

    private Kubeconfig at(Kubeconfig stored) {
        return Kubeconfig.of(
                stored.name(),
                properties.server(),
                stored.user(),
                stored.certificateAuthority(),
                stored.clientCertificate(),
                stored.clientKey());
    }
}

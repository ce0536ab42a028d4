package dev.navarch.nodeagent.join;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after both of the node's certificates for as long as the agent runs. */
final class CertificateRenewal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CertificateRenewal.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ClientCertificate client;
    private final ServingCertificate serving;
    private final Duration period;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("certificate-renewal").unstarted(this::run);
    private @Nullable String problem;

    /** @param period how often the certificates are looked at */
    CertificateRenewal(ClientCertificate client, ServingCertificate serving, Duration period, Clock clock) {
        this.client = client;
        this.serving = serving;
        this.period = period;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                attempt();
                Thread.sleep(period);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        var deadline = clock.instant().plus(PATIENCE);
        try {
            client.renewIfDue(deadline);
            serving.renewIfDue(deadline);
            problem = null;
        } catch (RuntimeException e) {
            if (!Objects.equals(problem, e.getMessage())) log.warn("Certificate not renewed, again in {}", period, e);
            problem = e.getMessage();
        }
    }
}

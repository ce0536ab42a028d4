package dev.navarch.controller.certificates;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import dev.navarch.pki.Pem;
import dev.navarch.pki.PkiException;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Deletes requests that are over: an hour after they were decided, a day after nobody decided, and when what they gave has expired. */
public final class CsrCleaner {
    private static final Key ALL = Key.clusterScoped("all");
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration DECIDED = Duration.ofHours(1);
    private static final Duration PENDING = Duration.ofHours(24);

    private final Informer<V1CertificateSigningRequest> requests;
    private final ResourceClient<V1CertificateSigningRequest> client;
    private final Clock clock;

    public CsrCleaner(ClusterClient cluster, Clock clock) {
        this.requests = cluster.informer(V1CertificateSigningRequest.class);
        this.client = cluster.resource(V1CertificateSigningRequest.class);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("csrcleaner")
                .reading(V1CertificateSigningRequest.class)
                .every(PERIOD, ALL)
                .reconciledBy(_ -> clean());
    }

    private Outcome clean() {
        requests.list().stream().filter(this::isOver).forEach(this::delete);
        return Outcome.done();
    }

    private boolean isOver(V1CertificateSigningRequest request) {
        if (Requests.conditions(request).isEmpty() && !Requests.isIssued(request))
            return isOlder(request.getMetadata().getCreationTimestamp(), PENDING);
        return isPast(request, Requests.DENIED)
                || isPast(request, Requests.FAILED)
                || (Requests.isIssued(request) && (isPast(request, Requests.APPROVED) || hasExpired(request)));
    }

    private boolean isPast(V1CertificateSigningRequest request, String type) {
        var condition = Requests.find(request, type);
        return condition != null && isOlder(condition.getLastUpdateTime(), DECIDED);
    }

    private boolean isOlder(@Nullable OffsetDateTime time, Duration age) {
        return time != null && time.toInstant().isBefore(clock.instant().minus(age));
    }

    private boolean hasExpired(V1CertificateSigningRequest request) {
        try {
            var pem = new String(request.getStatus().getCertificate(), StandardCharsets.US_ASCII);
            return Pem.certificate(pem).getNotAfter().toInstant().isBefore(clock.instant());
        } catch (PkiException unreadable) {
            return false;
        }
    }

    private void delete(V1CertificateSigningRequest request) {
        var uid = request.getMetadata().getUid();
        client.delete("", request.getMetadata().getName(), new DeleteRequest(null, uid, null));
    }
}

package dev.navarch.nodeagent.join;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequestCondition;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders certificates and waits for them. */
final class CertificateOffice {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Set<String> REFUSALS = Set.of("Denied", "Failed");

    private final ResourceClient<V1CertificateSigningRequest> requests;
    private final Clock clock;

    CertificateOffice(ClusterClient client, Clock clock) {
        this.requests = client.resource(V1CertificateSigningRequest.class);
        this.clock = clock;
    }

    /**
     * @return the certificate in PEM
     * @throws JoinRefused when somebody denied it, or no certificate can come of it
     * @throws JoinPending when there is no answer until {@code deadline}
     */
    String obtain(CertificateOrder order, KeyPair keys, Instant deadline) throws InterruptedException {
        try {
            var request = place(order.signedBy(keys));
            while (true) {
                var certificate = certificate(request);
                if (certificate != null) return certificate;
                var name = Objects.requireNonNull(request.getMetadata()).getName();
                if (clock.instant().isAfter(deadline))
                    throw new JoinPending(
                            "Certificate request " + name + " is not "
                                    + (conditions(request).isEmpty() ? "approved" : "signed") + " yet",
                            null);
                Thread.sleep(PAUSE);
                request = requests.get("", Objects.requireNonNull(name));
            }
        } catch (ApiFailure e) {
            throw new JoinPending("Certificate request: " + explained(e), e);
        }
    }

    private V1CertificateSigningRequest place(V1CertificateSigningRequest request) {
        try {
            return requests.create(request);
        } catch (ApiFailure e) {
            if (!e.isAlreadyExists()) throw e;
            return requests.get(
                    "",
                    Objects.requireNonNull(
                            Objects.requireNonNull(request.getMetadata()).getName()));
        }
    }

    private static @Nullable String certificate(V1CertificateSigningRequest request) {
        for (var condition : conditions(request))
            if (REFUSALS.contains(condition.getType()))
                throw new JoinRefused("Certificate request "
                        + Objects.requireNonNull(request.getMetadata()).getName() + " is " + condition.getType() + ": "
                        + condition.getReason() + " " + condition.getMessage());
        var status = request.getStatus();
        if (status == null || status.getCertificate() == null || status.getCertificate().length == 0) return null;
        return new String(status.getCertificate(), StandardCharsets.US_ASCII);
    }

    private static List<V1CertificateSigningRequestCondition> conditions(V1CertificateSigningRequest request) {
        var status = request.getStatus();
        return status == null || status.getConditions() == null ? List.of() : status.getConditions();
    }

    private static String explained(ApiFailure failure) {
        return failure.code() == 401
                ? "401 Unauthorized: the bootstrap token is not known, has expired, or is not for authentication"
                : String.valueOf(failure.getMessage());
    }
}

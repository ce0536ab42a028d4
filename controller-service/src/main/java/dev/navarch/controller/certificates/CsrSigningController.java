package dev.navarch.controller.certificates;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.Pem;
import dev.navarch.pki.PkiException;
import dev.navarch.pki.SigningRequest;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Signs what is approved and fits its signer's rules; what does not fit fails for good. */
public final class CsrSigningController {
    private final Informer<V1CertificateSigningRequest> requests;
    private final ResourceClient<V1CertificateSigningRequest> client;
    private final CertificateAuthority authority;
    private final Duration longest;
    private final Clock clock;

    /** @param longest how long a certificate is good that asks for no less */
    public CsrSigningController(ClusterClient cluster, CertificateAuthority authority, Duration longest, Clock clock) {
        this.requests = cluster.informer(V1CertificateSigningRequest.class);
        this.client = cluster.resource(V1CertificateSigningRequest.class);
        this.authority = authority;
        this.longest = longest;
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("csrsigning")
                .workers(2)
                .watching(V1CertificateSigningRequest.class)
                .reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var request = requests.find("", key.name());
        if (request == null || !waits(request)) return Outcome.done();
        var problem = sign(request);
        if (problem != null)
            client.updateStatus(Requests.with(request, Requests.FAILED, "SignerValidationFailure", problem, clock));
        return Outcome.done();
    }

    private static boolean waits(V1CertificateSigningRequest request) {
        return SignerRules.isOurs(request.getSpec().getSignerName())
                && Requests.find(request, Requests.APPROVED) != null
                && Requests.find(request, Requests.FAILED) == null
                && !Requests.isIssued(request);
    }

    /** @return what is wrong with the request; null when it is signed */
    private @Nullable String sign(V1CertificateSigningRequest request) {
        String certificate;
        try {
            var parsed = Requests.parse(request);
            var usages = Requests.usages(request);
            var problem = SignerRules.problem(request.getSpec().getSignerName(), parsed, usages);
            if (problem != null) return problem;
            certificate = certificate(request, parsed);
        } catch (PkiException e) {
            return e.getMessage();
        }
        var copy = ModelJson.copy(request);
        copy.getStatus().setCertificate(certificate.getBytes(StandardCharsets.US_ASCII));
        client.updateStatus(copy);
        return null;
    }

    private String certificate(V1CertificateSigningRequest request, SigningRequest parsed) {
        return Pem.write(authority.sign(parsed, Requests.usages(request), lifetime(request)));
    }

    private Duration lifetime(V1CertificateSigningRequest request) {
        var asked = request.getSpec().getExpirationSeconds();
        if (asked == null) return longest;
        var wanted = Duration.ofSeconds(asked);
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }
}

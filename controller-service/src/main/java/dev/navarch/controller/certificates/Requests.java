package dev.navarch.controller.certificates;

import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import dev.navarch.pki.SigningRequest;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequestCondition;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequestStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a CertificateSigningRequest, and adds conditions to copies of it. */
final class Requests {
    static final String APPROVED = "Approved";
    static final String DENIED = "Denied";
    static final String FAILED = "Failed";

    private Requests() {}

    static List<V1CertificateSigningRequestCondition> conditions(V1CertificateSigningRequest request) {
        var status = request.getStatus();
        return status == null ? List.of() : Objects.requireNonNullElse(status.getConditions(), List.of());
    }

    static @Nullable V1CertificateSigningRequestCondition find(V1CertificateSigningRequest request, String type) {
        return conditions(request).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    static boolean isDecided(V1CertificateSigningRequest request) {
        return find(request, APPROVED) != null || find(request, DENIED) != null;
    }

    static boolean isIssued(V1CertificateSigningRequest request) {
        return request.getStatus() != null
                && request.getStatus().getCertificate() != null
                && request.getStatus().getCertificate().length > 0;
    }

    static Set<String> usages(V1CertificateSigningRequest request) {
        return Set.copyOf(Objects.requireNonNullElse(request.getSpec().getUsages(), List.of()));
    }

    /** @throws dev.navarch.pki.PkiException when what was sent is none */
    static SigningRequest parse(V1CertificateSigningRequest request) {
        return SigningRequest.parse(new String(request.getSpec().getRequest(), StandardCharsets.UTF_8));
    }

    static V1CertificateSigningRequest with(
            V1CertificateSigningRequest request, String type, String reason, String message, Clock clock) {
        var copy = ModelJson.copy(request);
        if (copy.getStatus() == null) copy.setStatus(new V1CertificateSigningRequestStatus());
        var conditions = new ArrayList<>(conditions(copy));
        conditions.add(new V1CertificateSigningRequestCondition()
                .type(type)
                .status("True")
                .reason(reason)
                .message(message)
                .lastUpdateTime(Timestamps.seconds(clock))
                .lastTransitionTime(Timestamps.seconds(clock)));
        copy.getStatus().setConditions(conditions);
        return copy;
    }
}

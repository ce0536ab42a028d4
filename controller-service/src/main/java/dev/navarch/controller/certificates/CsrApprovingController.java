package dev.navarch.controller.certificates;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import dev.navarch.pki.PkiException;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1Node;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Approves what nodes ask for themselves. What it does not approve it leaves to people. */
public final class CsrApprovingController {
    private final Informer<V1CertificateSigningRequest> requests;
    private final ResourceClient<V1CertificateSigningRequest> client;
    private final NodeClientApproval clients;
    private final NodeServingApproval servers;
    private final Clock clock;

    public CsrApprovingController(ClusterClient cluster, AccessReviewer reviewer, Clock clock) {
        this.requests = cluster.informer(V1CertificateSigningRequest.class);
        this.client = cluster.resource(V1CertificateSigningRequest.class);
        this.clients = new NodeClientApproval(reviewer);
        this.servers = new NodeServingApproval(cluster.informer(V1Node.class));
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("csrapproving")
                .workers(2)
                .watching(V1CertificateSigningRequest.class)
                .watchingChanges(V1Node.class, (_, _) -> waitingForTheirNode())
                .reconciledBy(this::reconcile);
    }

    private List<Key> waitingForTheirNode() {
        return requests.list().stream()
                .filter(request ->
                        SignerRules.KUBELET_SERVING.equals(request.getSpec().getSignerName()))
                .filter(request -> !Requests.isDecided(request))
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var request = requests.find("", key.name());
        if (request == null || Requests.isDecided(request) || Requests.isIssued(request)) return Outcome.done();
        var message = message(request);
        if (message != null)
            client.updateSubresource(
                    Requests.with(request, Requests.APPROVED, "AutoApproved", message, clock), "approval");
        return Outcome.done();
    }

    private @Nullable String message(V1CertificateSigningRequest request) {
        try {
            return switch (request.getSpec().getSignerName()) {
                case SignerRules.KUBELET_CLIENT -> clients.message(request);
                case SignerRules.KUBELET_SERVING -> servers.message(request);
                default -> null;
            };
        } catch (PkiException unreadable) {
            return null;
        }
    }
}

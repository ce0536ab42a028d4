package dev.navarch.controller.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.controller.LoopBed;
import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.Pem;
import dev.navarch.pki.SigningRequest;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequestSpec;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateLoopsTest {
    private static final CertificateRequest NODE_CLIENT =
            CertificateRequest.client("system:node:n1", List.of("system:nodes"));

    @TempDir
    Path directory;

    private final LoopBed bed = new LoopBed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aNodesFirstCertificateIsApprovedForWhoMayAndSigned() {
        startLoops("nodeclient");
        request("first", SignerRules.KUBELET_CLIENT, NODE_CLIENT, "system:bootstrap:abcdef", 600);

        var certificate = Pem.certificate(await("a certificate").until(() -> certificate("first"), pem -> pem != null));

        assertThat(condition("first", "Approved")).isEqualTo("AutoApproved");
        assertThat(Duration.between(Instant.now(), certificate.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void whoMayNotIsLeftToPeople() {
        startLoops("selfnodeclient");
        request("other", SignerRules.KUBELET_CLIENT, NODE_CLIENT, "system:node:n2", null);
        request("own", SignerRules.KUBELET_CLIENT, NODE_CLIENT, "system:node:n1", null);

        await("its own").until(() -> certificate("own") != null);
        assertThat(condition("other", "Approved")).isNull();
    }

    @Test
    void aServingCertificateIsForTheAddressesThatTheNodeSaysItHas() {
        startLoops("none");
        request("right", SignerRules.KUBELET_SERVING, serving("192.0.2.1"), "system:node:n1", null);
        request("wrong", SignerRules.KUBELET_SERVING, serving("192.0.2.99"), "system:node:n1", null);
        bed.cluster()
                .resource(V1Node.class)
                .create(new V1Node()
                        .metadata(new V1ObjectMeta().name("n1"))
                        .status(new V1NodeStatus()
                                .addresses(List.of(
                                        new V1NodeAddress().type("InternalIP").address("192.0.2.1")))));

        await("the right one").until(() -> certificate("right") != null);
        assertThat(condition("wrong", "Approved")).isNull();
    }

    @Test
    void whatDoesNotFitItsSignerFailsForGood() {
        bed.run((client, clock) -> signing(client, clock));
        var request = request("bad", SignerRules.KUBELET_CLIENT, serving("192.0.2.1"), "admin", null);
        bed.cluster()
                .resource(V1CertificateSigningRequest.class)
                .updateSubresource(
                        Requests.with(request, Requests.APPROVED, "ByHand", "", Clock.systemUTC()), "approval");

        await("failed").until(() -> "SignerValidationFailure".equals(condition("bad", "Failed")));
        assertThat(certificate("bad")).isNull();
    }

    @Test
    void requestsThatAreOverAreDeleted() {
        var request = request("old", SignerRules.KUBELET_CLIENT, NODE_CLIENT, "ann", null);
        request("young", SignerRules.KUBELET_CLIENT, NODE_CLIENT, "ann", null);
        var twoHoursAgo = Clock.offset(Clock.systemUTC(), Duration.ofHours(-2));
        var requests = bed.cluster().resource(V1CertificateSigningRequest.class);
        requests.updateSubresource(Requests.with(request, Requests.DENIED, "ByHand", "", twoHoursAgo), "approval");

        bed.run((client, clock) -> new CsrCleaner(client, clock).loop());

        await("the denied one gone").until(() -> requests.find("", "old") == null);
        assertThat(requests.find("", "young")).isNotNull();
    }

    private void startLoops(String allowed) {
        bed.run((client, clock) -> new CsrApprovingController(
                        client,
                        asked -> asked.getResourceAttributes().getSubresource().equals(allowed),
                        clock)
                .loop());
        bed.run(this::signing);
    }

    private dev.navarch.loop.Loop signing(dev.navarch.client.ClusterClient client, Clock clock) {
        ClusterPki.open(directory);
        var authority = CertificateAuthority.load(directory.resolve("ca.key"), directory.resolve("ca.crt"), clock);
        return new CsrSigningController(client, authority, Duration.ofDays(365), clock).loop();
    }

    private static CertificateRequest serving(String address) {
        return new CertificateRequest(
                "system:node:n1",
                List.of("system:nodes"),
                Set.of("n1"),
                Set.of(address),
                CertificateRequest.Usage.SERVER);
    }

    private V1CertificateSigningRequest request(
            String name, String signer, CertificateRequest wanted, String user, @Nullable Integer seconds) {
        var pem = SigningRequest.write(CertificateAuthority.newKeyPair(), wanted);
        return bed.cluster()
                .resource(V1CertificateSigningRequest.class)
                .create(new V1CertificateSigningRequest()
                        .metadata(new V1ObjectMeta().name(name))
                        .spec(new V1CertificateSigningRequestSpec()
                                .request(pem.getBytes(StandardCharsets.US_ASCII))
                                .signerName(signer)
                                .expirationSeconds(seconds)
                                .username(user)
                                .usages(wanted.usage().names())));
    }

    private @Nullable String certificate(String name) {
        var request = find(name);
        return Requests.isIssued(request)
                ? new String(request.getStatus().getCertificate(), StandardCharsets.US_ASCII)
                : null;
    }

    private @Nullable String condition(String name, String type) {
        var condition = Requests.find(find(name), type);
        return condition == null ? null : condition.getReason();
    }

    private V1CertificateSigningRequest find(String name) {
        return bed.cluster().resource(V1CertificateSigningRequest.class).get("", name);
    }
}

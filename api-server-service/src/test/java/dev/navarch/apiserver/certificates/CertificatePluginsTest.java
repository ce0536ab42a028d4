package dev.navarch.apiserver.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.authorization.Authorizer;
import dev.navarch.apiserver.request.Requests;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.SigningRequest;
import dev.navarch.resources.ResourceNames;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class CertificatePluginsTest {
    private static final String PENDING = "{'spec': {'signerName': 'example.com/s'}, 'status': {}}";
    private static final String APPROVED =
            "{'spec': {'signerName': 'example.com/s'}, 'status': {'conditions': [{'type': 'Approved', 'status': 'True'}]}}";
    private static final String ISSUED = "{'spec': {'signerName': 'example.com/s'}, 'status': {'certificate': 'cGVt'}}";

    @ParameterizedTest
    @CsvSource({"example.com/s, true", "example.com/*, true", "example.com/other, false"})
    void approvingNeedsTheSignerOrItsDomain(String signer, boolean allowed) {
        var plugin = new CertificateApprovalPlugin(holding("approve", signer));
        var request = update("approval", APPROVED, PENDING);

        if (allowed) {
            assertThatCode(() -> plugin.validate(request, _ -> {})).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> plugin.validate(request, _ -> {}))
                    .hasMessageContaining("user not permitted to approve requests with signerName \"example.com/s\"");
        }
    }

    @Test
    void signingNeedsTheSignerAndChangingNothingNeedsNone() {
        var nobody = new CertificateSigningPlugin(holding("approve", "example.com/s"));

        assertThatThrownBy(() -> nobody.validate(update("status", ISSUED, PENDING), _ -> {}))
                .hasMessageContaining("user not permitted to sign requests with signerName \"example.com/s\"");
        assertThatCode(() -> nobody.validate(update("status", ISSUED, ISSUED), _ -> {}))
                .doesNotThrowAnyException();
        assertThatCode(() -> new CertificateSigningPlugin(holding("sign", "example.com/s"))
                        .validate(update("status", ISSUED, PENDING), _ -> {}))
                .doesNotThrowAnyException();
    }

    @Test
    void nobodyAsksToBeAMaster() {
        var plugin = new CertificateSubjectRestrictionPlugin();

        assertThatThrownBy(() -> plugin.validate(asks("system:masters"), _ -> {}))
                .hasMessageContaining(
                        "use of kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed");
        assertThatCode(() -> plugin.validate(asks("developers"), _ -> {})).doesNotThrowAnyException();
    }

    @Test
    void conditionsGetTheTimeAtWhichTheyChanged() {
        var hook = new ConditionTimesHook(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
        var fresh = json(APPROVED);
        hook.beforeWrite(fresh, json(PENDING), false);
        var later = new ConditionTimesHook(Clock.fixed(Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC));
        var again = json(APPROVED);
        later.beforeWrite(again, fresh, false);

        var condition = fresh.path("status").path("conditions").path(0);
        assertThat(condition.path("lastUpdateTime").asString("")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(again).isEqualTo(fresh);
    }

    private static Authorizer holding(String verb, String signer) {
        return (_, asked) -> asked.verb().equals(verb)
                        && asked.resource().equals("signers")
                        && asked.name().equals(signer)
                ? new Authorizer.Decision.Allowed("")
                : new Authorizer.Decision.NoOpinion("");
    }

    private static AdmissionRequest asks(String group) {
        var pem = SigningRequest.write(
                CertificateAuthority.newKeyPair(), CertificateRequest.client("ann", List.of(group)));
        var object = Json.object();
        object.putObject("spec")
                .put("signerName", "kubernetes.io/kube-apiserver-client")
                .put("request", Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)));
        return request(Operation.CREATE, "", object, null);
    }

    private static AdmissionRequest update(String subresource, String object, String stored) {
        return request(Operation.UPDATE, "/" + subresource, json(object), json(stored));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }

    private static AdmissionRequest request(
            Operation operation, String subresource, ObjectNode object, @Nullable ObjectNode stored) {
        var kind = new GroupVersionKind("certificates.k8s.io", "v1", "CertificateSigningRequest");
        var info = new dev.navarch.apiserver.request.RequestInfo(
                true,
                "update",
                "certificates.k8s.io",
                "v1",
                "",
                "certificatesigningrequests",
                subresource.replace("/", ""),
                "csr",
                "");
        var names = new ResourceNames(
                new GroupVersion(kind.group(), "v1"),
                kind.kind(),
                info.resource(),
                "csr",
                false,
                List.of(),
                List.of(),
                Set.of(),
                "");
        var ann = Requests.by(new UserInfo("ann", List.of()));
        return new AdmissionRequest(operation, info, names, kind, "", "csr", object, stored, ann, false);
    }
}

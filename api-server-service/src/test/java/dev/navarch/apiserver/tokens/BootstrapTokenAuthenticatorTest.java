package dev.navarch.apiserver.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.authentication.Authenticator.Credentials;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BootstrapTokenAuthenticatorTest {
    private static final String TOKEN = "abcdef.0123456789abcdef";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, String> GOOD = Map.of(
            "token-id", "abcdef",
            "token-secret", "0123456789abcdef",
            "expiration", "2026-01-01T00:00:01Z",
            "usage-bootstrap-authentication", "true",
            "auth-extra-groups", "system:bootstrappers:kubeadm:default-node-token");

    @Test
    void aTokenIsABootstrapperInTheGroupsOfItsSecret() {
        var user = authenticate(secret("bootstrap.kubernetes.io/token", GOOD), TOKEN);

        assertThat(user)
                .isEqualTo(new UserInfo(
                        "system:bootstrap:abcdef",
                        List.of("system:bootstrappers", "system:bootstrappers:kubeadm:default-node-token")));
    }

    @ParameterizedTest
    @CsvSource({
        "token-secret, fedcba9876543210",
        "token-id, abcdeg",
        "expiration, 2026-01-01T00:00:00Z",
        "expiration, tomorrow",
        "usage-bootstrap-authentication, false",
        "auth-extra-groups, system:masters",
    })
    void anExpiredForeignOrMalformedSecretIsRefused(String key, String value) {
        var data = new LinkedHashMap<>(GOOD);
        data.put(key, value);
        var objects = secret("bootstrap.kubernetes.io/token", data);

        assertThatThrownBy(() -> authenticate(objects, TOKEN)).isInstanceOf(StatusException.class);
    }

    @Test
    void aSecretOfAnotherTypeOrNoneIsRefused() {
        assertThatThrownBy(() -> authenticate(secret("Opaque", GOOD), TOKEN)).isInstanceOf(StatusException.class);
        assertThatThrownBy(() -> authenticate(new FakeObjects(), TOKEN)).isInstanceOf(StatusException.class);
    }

    @Test
    void otherTokensAreForOthers() {
        assertThat(authenticate(new FakeObjects(), "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"))
                .isNull();
        assertThat(authenticate(new FakeObjects(), null)).isNull();
    }

    private static @Nullable UserInfo authenticate(FakeObjects objects, @Nullable String token) {
        return new BootstrapTokenAuthenticator(objects, CLOCK).authenticate(new Credentials(List.of(), token));
    }

    private static FakeObjects secret(String type, Map<String, String> data) {
        var secret = Json.object().put("type", type);
        secret.putObject("metadata").put("namespace", "kube-system").put("name", "bootstrap-token-abcdef");
        var encoded = secret.putObject("data");
        data.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        var objects = new FakeObjects();
        objects.create(new GroupResource("", "secrets"), secret);
        return objects;
    }
}

package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.ClusterPki;
import dev.navarch.store.StorageException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.WriteOutcome;
import io.lettuce.core.KillArgs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that somebody else runs, reached the ways a URL can say: TLS, user and password, database. */
class ExternalRedisIT {
    private static final StoreKey POD = new StoreKey("pods", "default/web");
    private static final byte[] VALUE = "value".getBytes(UTF_8);
    private static final RedisStoreSettings PATIENT =
            new RedisStoreSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(10), 64L << 20, 2);
    /** All that the store asks of Redis: what docs/compatibility.md tells operators to permit. */
    private static final String RIGHTS =
            "~* +@read +@write +@scripting +@connection +info +config|get +client|kill +wait +time";

    @TempDir
    private Path directory;

    private int tlsPort;
    private RedisServer redis;

    @BeforeEach
    void startRedis() throws IOException {
        var pki = ClusterPki.open(directory.resolve("pki"));
        var certificate = pki.authority().issue(CertificateRequest.server("redis", List.of(), List.of("127.0.0.1")));
        var certificateFile = Files.writeString(directory.resolve("redis.crt"), certificate.certificatePem());
        var keyFile = Files.writeString(directory.resolve("redis.key"), certificate.keyPem());
        tlsPort = RedisServer.freePort();
        var settings = """
                --tls-port %d --tls-cert-file %s --tls-key-file %s --tls-ca-cert-file %s --tls-auth-clients no \
                --user navarch on >p@ss %s""".formatted(tlsPort, certificateFile, keyFile, directory.resolve("pki/ca.crt"), RIGHTS);
        redis = RedisServer.start(directory.resolve("redis"), settings.split(" "));
    }

    @AfterEach
    void stopRedis() {
        redis.close();
    }

    @Test
    void servesOverTlsAsAUserWithoutMoreRightsThanItNeeds() {
        var url = "rediss://navarch:p%40ss@127.0.0.1:" + tlsPort + "/3?ca=" + directory.resolve("pki/ca.crt");
        try (var store = open(new RedisEndpoint(url))) {
            var created = (WriteOutcome.Written) store.create(POD, VALUE, null);

            assertThat(store.update(POD, VALUE, created.revision(), Duration.ofHours(1)))
                    .isInstanceOf(WriteOutcome.Written.class);
            assertThat(store.list("pods", chunk -> {})).isEqualTo(created.revision() + 1);
            store.trim(created.revision());
        }
        String keyspace = redis.ask(commands -> commands.info("keyspace"));
        assertThat(keyspace).contains("db3:").doesNotContain("db0:");
    }

    @Test
    void tellsAKilledConnectionsWritesApartWithThoseRights() throws Exception {
        try (var store = open(new RedisEndpoint("redis://navarch:p%40ss@127.0.0.1:" + redis.port()))) {
            store.create(POD, VALUE, null);
            var _ = redis.ask(commands -> commands.clientKill(KillArgs.Builder.user("navarch")));

            assertThat(store.create(new StoreKey("pods", "default/next"), VALUE, null))
                    .isInstanceOf(WriteOutcome.Written.class);
        }
    }

    @Test
    void refusesATlsServerThatAnotherAuthorityVouchesFor() {
        var other = ClusterPki.open(directory.resolve("other")).directory().resolve("ca.crt");
        var url = "rediss://:" + RedisServer.PASSWORD + "@127.0.0.1:" + tlsPort;

        assertThatThrownBy(() -> open(new RedisEndpoint(url, other)).close())
                .isInstanceOf(RedisRefused.class)
                .hasMessageContaining("does not serve");
    }

    @Test
    void refusesATlsServerOfAnotherName() {
        var url = "rediss://:" + RedisServer.PASSWORD + "@localhost:" + tlsPort;

        assertThatThrownBy(() -> open(new RedisEndpoint(url, directory.resolve("pki/ca.crt")))
                        .close())
                .isInstanceOf(RedisRefused.class)
                .hasMessageContaining("No name matching localhost");
    }

    @Test
    void saysSoWhenThePasswordIsWrong() {
        assertThatThrownBy(() -> open(new RedisEndpoint("redis://navarch:other@127.0.0.1:" + redis.port()))
                        .close())
                .isInstanceOf(RedisRefused.class)
                .hasMessageContaining("WRONGPASS")
                .hasMessageNotContaining("other@");
    }

    @Test
    void writesNothingWhileRedisIsFullAndCarriesOnAfterwards() {
        try (var store = open(redis.endpoint())) {
            var revision = ((WriteOutcome.Written) store.create(POD, VALUE, null)).revision();
            var _ = redis.ask(commands -> commands.configSet("maxmemory", "1"));

            assertThatThrownBy(() -> store.update(POD, VALUE, revision, null))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("nothing was changed")
                    .hasMessageContaining("OOM");
            assertThat(store.get(POD)).isNotNull();

            var _ = redis.ask(commands -> commands.configSet("maxmemory", "0"));
            assertThat(store.update(POD, VALUE, revision, null)).isEqualTo(new WriteOutcome.Written(revision + 1));
        }
    }

    private RedisVersionedStore open(RedisEndpoint endpoint) {
        return RedisVersionedStore.open(endpoint, directory.resolve("identity"), PATIENT, Clock.systemUTC());
    }
}

package dev.navarch.standalone.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.pki.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFoldersIT {
    private static final IdentitySettings SETTINGS = new IdentitySettings(
            "https://api-proxy:6443",
            "https://127.0.0.1:16443",
            List.of("api-proxy"),
            List.of("10.96.0.1"),
            "redis://:PASSWORD@redis:6379");

    @TempDir
    Path root;

    @Test
    void leavesEverythingAsItIsWhenRepeated() {
        new IdentityFolders(root, SETTINGS).ensure();
        var first = files();
        new IdentityFolders(root, SETTINGS).ensure();
        assertThat(files()).isEqualTo(first);
    }

    @Test
    void keepsTheAuthoritysKeyFromAllButTheControlPlane() {
        new IdentityFolders(root, SETTINGS).ensure();
        var key = files().get("pki/ca.key");
        assertThat(key).isNotNull();
        assertThat(files()).allSatisfy((file, text) -> {
            if (!file.startsWith("pki/") && !file.startsWith("controller-manager/"))
                assertThat(text).doesNotContain(key);
        });
    }

    /** The API servers find it all on a volume that they cannot write to, and a Secret has no folders. */
    @Test
    void laysOutAllThatAnApiServerWouldOtherwiseMakeForItself() {
        new IdentityFolders(root, SETTINGS).ensure();
        assertThat(files())
                .containsKeys(
                        "pki/ca.key",
                        "pki/apiserver.crt",
                        "pki/sa.key",
                        "pki/kubelet-client.crt",
                        "pki/front-proxy-ca.crt",
                        "pki/front-proxy-ca.key",
                        "pki/front-proxy-client.crt",
                        "pki/front-proxy-client.key");
    }

    @Test
    void givesRedisAndTheApiServersOnePassword() {
        new IdentityFolders(root, SETTINGS).ensure();
        var password = files().get("redis/password");
        assertThat(files().get("redis/redis.conf")).contains("requirepass " + password);
        assertThat(files().get("api-server/navarch.store.uri")).isEqualTo("redis://:" + password + "@redis:6379");
    }

    @Test
    void givesNodesTheTokenThatTheApiServersKnow() {
        new IdentityFolders(root, SETTINGS).ensure();
        assertThat(files().get("node/navarch.node.join.token"))
                .matches("[a-z0-9]{6}\\.[a-z0-9]{16}")
                .isEqualTo(files().get("api-server/navarch.api-server.bootstrap-token"));
        assertThat(files().get("node/navarch.node.join.ca-hash")).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void tellsTheAdministratorAnotherAddressThanTheParts() {
        new IdentityFolders(root, SETTINGS).ensure();
        var administrator = Kubeconfig.parse(files().getOrDefault("admin/kubeconfig", ""));
        var scheduler = Kubeconfig.parse(files().getOrDefault("scheduler/kubeconfig", ""));
        assertThat(administrator.server()).isEqualTo("https://127.0.0.1:16443");
        assertThat(scheduler.server()).isEqualTo("https://api-proxy:6443");
        assertThat(scheduler.user()).isEqualTo("system:kube-scheduler");
    }

    private Map<String, String> files() {
        var files = new TreeMap<String, String>();
        try (var walk = Files.walk(root)) {
            for (var file : walk.filter(Files::isRegularFile).toList())
                files.put(root.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}

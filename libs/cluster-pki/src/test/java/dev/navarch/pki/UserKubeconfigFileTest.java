package dev.navarch.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserKubeconfigFileTest {
    private static final Kubeconfig OURS =
            Kubeconfig.of("navarch", "https://here:6443", "navarch-admin", "ca", "c", "k");
    private static final String THEIRS = """
            apiVersion: v1
            kind: Config
            preferences: {colors: true}
            current-context: work
            clusters:
            - name: work
              cluster: {server: "https://work", insecure-skip-tls-verify: true}
            contexts:
            - name: work
              context: {cluster: work, user: me, namespace: mine}
            users:
            - name: me
              user: {exec: {command: login, args: [a, "b c"]}}
            """;

    @TempDir
    Path directory;

    @Test
    void addsAContextAndKeepsTheRest() throws IOException {
        var file = Files.writeString(directory.resolve("config"), THEIRS);

        at(file).merge(OURS, true);

        assertThat(Kubeconfig.parse(Files.readString(file))).isEqualTo(OURS);
        assertThat(Files.readString(file)).contains("colors: true", "command: login", "b c", "namespace: mine");
    }

    @Test
    void mergingTwiceChangesNothing() throws IOException {
        var file = Files.writeString(directory.resolve("config"), THEIRS);
        at(file).merge(OURS, true);
        var once = Files.readString(file);

        at(file).merge(OURS, true);

        assertThat(Files.readString(file)).isEqualTo(once);
    }

    @Test
    void removesItsContextAndNothingElse() throws IOException {
        var file = Files.writeString(directory.resolve("config"), THEIRS);
        at(file).merge(OURS, false);

        at(file).remove("navarch");

        assertThat(Files.readString(file)).doesNotContain("navarch").contains("current-context: work");
    }

    @Test
    void writesThroughASymbolicLink() throws IOException {
        var target = Files.writeString(directory.resolve("real"), THEIRS);
        var link = Files.createSymbolicLink(directory.resolve("config"), target);

        at(link).merge(OURS, true);

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(target)).contains("current-context: navarch");
    }

    @Test
    void leavesAFileAloneThatItCannotRead() throws IOException {
        var file = Files.writeString(directory.resolve("config"), "a: [b");

        assertThatThrownBy(() -> at(file).merge(OURS, true)).isInstanceOf(PkiException.class);
        assertThat(Files.readString(file)).isEqualTo("a: [b");
        assertThat(directory.resolve("config.lock")).doesNotExist();
    }

    @Test
    void underSudoFilesBelongToTheCaller() {
        var environment = Map.of("SUDO_UID", "1000", "SUDO_GID", "1001");

        assertThat(FileOwner.of(environment, "root")).isEqualTo(new FileOwner.User(1000, 1001));
        assertThat(FileOwner.of(environment, "ann")).isEqualTo(new FileOwner.Unchanged());
        assertThat(FileOwner.of(Map.of(), "root")).isEqualTo(new FileOwner.Unchanged());
    }

    private static UserKubeconfigFile at(Path file) {
        return new UserKubeconfigFile(file, new FileOwner.Unchanged());
    }
}

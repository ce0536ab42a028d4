package dev.navarch.standalone.container;

import dev.navarch.pki.ClusterPki;
import dev.navarch.standalone.cluster.ClientIdentity;
import dev.navarch.standalone.cluster.ClusterDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Below one root, a flat folder for each part of the cluster, so that a container or pod is given its own and sees no other:
 *
 * <ul>
 *   <li>{@code pki}: the authority with its key, the API servers' certificate, the service accounts' key, the front proxy's authority.
 *       API servers only.
 *   <li>{@code api-server}: settings of the API servers, a file each, called as the property, and their kubeconfig.
 *   <li>{@code redis}: redis.conf.
 *   <li>{@code controller-manager}: its kubeconfig, and the authority's certificate and key, which it signs requests with.
 *   <li>{@code node}: settings of any node: the bootstrap token and the hash of the authority's key, enough to join.
 *   <li>{@code metrics-server}: its kubeconfig, what it serves with, and the authority's certificate.
 *   <li>one more for each other client identity, its kubeconfig in it.
 * </ul>
 *
 * <p>What is there and still good is kept, so that it can be called before each start.
 */
public final class IdentityFolders {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Path root;
    private final IdentitySettings settings;
    private final SecureRandom random = new SecureRandom();

    public IdentityFolders(Path root, IdentitySettings settings) {
        this.root = root;
        this.settings = settings;
    }

    /** The names of all folders. */
    public static List<String> names() {
        var parts = ClientIdentity.ROLES.stream().map(ClientIdentity::part);
        var others = Stream.of("pki", "redis", "node", ClientIdentity.ADMINISTRATOR.part());
        return Stream.concat(others, parts).toList();
    }

    public void ensure() {
        var pki = ClusterPki.open(root.resolve("pki"));
        pki.ensureServerCertificate(settings.serverNames(), settings.serverAddresses());
        pki.ensureServiceAccountKey();
        pki.ensureKubeletClientCertificate();
        pki.frontProxy().ensureClientCertificate();
        for (var identity : ClientIdentity.ROLES) kubeconfig(pki, identity, settings.server());
        kubeconfig(pki, ClientIdentity.ADMINISTRATOR, settings.administratorServer());
        signer(pki);
        metrics(pki);
        store();
        join(pki);
        write("api-server/navarch.api-server.server-names", String.join(",", settings.serverNames()));
        write("api-server/navarch.api-server.server-addresses", String.join(",", settings.serverAddresses()));
    }

    private void kubeconfig(ClusterPki pki, ClientIdentity identity, String server) {
        var file = root.resolve(identity.part()).resolve("kubeconfig");
        identity.ensure(pki, file, server, List.of());
    }

    private void signer(ClusterPki pki) {
        write("controller-manager/ca.crt", pki.caPem());
        write("controller-manager/ca.key", read(pki.directory().resolve("ca.key")));
    }

    private void metrics(ClusterPki pki) {
        var serving = pki.ensureServiceCertificate("metrics-server");
        write("metrics-server/serving.crt", serving.certificatePem());
        write("metrics-server/serving.key", serving.keyPem());
        write("metrics-server/ca.crt", pki.caPem());
    }

    private void store() {
        var password = keep("redis/password", 32);
        write("redis/redis.conf", """
                requirepass %s
                appendonly yes
                appendfsync always
                save ""
                maxmemory-policy noeviction
                """.formatted(password));
        write("api-server/navarch.store.uri", settings.redis().replace("PASSWORD", password));
    }

    private void join(ClusterPki pki) {
        var token = keep("node/token-id", 6) + "." + keep("node/token-secret", 16);
        write("api-server/navarch.api-server.bootstrap-token", token);
        write("node/navarch.node.join.token", token);
        write(
                "node/navarch.node.join.ca-hash",
                hash(pki.authority().certificate().getPublicKey().getEncoded()));
    }

    /** @return what the file says; random letters the first time */
    private String keep(String file, int length) {
        if (!Files.exists(root.resolve(file))) {
            var fresh = random.ints(length, 0, LETTERS.length())
                    .mapToObj(index -> LETTERS.substring(index, index + 1))
                    .collect(Collectors.joining());
            write(file, fresh);
        }
        return read(root.resolve(file));
    }

    private void write(String file, String text) {
        ClusterDirectory.write(root.resolve(file), text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    private static String hash(byte[] publicKey) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

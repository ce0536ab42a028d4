package dev.navarch.nodeagent.join;

import dev.navarch.pki.PkiException;
import dev.navarch.pki.PrivateFiles;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a node joins that was given no kubeconfig. One of {@code caFile} and {@code caHash} is needed, with both both must hold.
 *
 * @param server https URL of the API server
 * @param token {@code ID.SECRET}; only needed while the node has no good certificate. {@code tokenFile} holds the same
 * @param caFile the cluster's certificate, PEM
 * @param caHash {@code sha256:} and the digest of that certificate's public key; the certificate itself is then asked for
 * @param timeout how long joining may take
 */
@ConfigurationProperties("navarch.node.join")
public record JoinProperties(
        String server,
        @Nullable String token,
        @Nullable Path tokenFile,
        @Nullable Path caFile,
        @Nullable String caHash,
        @DefaultValue("5m") Duration timeout) {
    static final String PREFIX = "navarch.node.join";
    static final String SERVER = PREFIX + ".server";

    public JoinProperties {
        if (!server.startsWith("https://"))
            throw new IllegalArgumentException(SERVER + " must be an https URL, found \"" + server + "\"");
        if (server.endsWith("/")) server = server.substring(0, server.length() - 1);
    }

    /** @throws JoinRefused without one */
    String requiredToken() {
        if (token != null && !token.isBlank()) return token.strip();
        if (tokenFile == null)
            throw new JoinRefused("This node has no good certificate: set " + PREFIX + ".token or .token-file");
        return read(tokenFile).strip();
    }

    static String read(Path file) {
        try {
            return PrivateFiles.read(file);
        } catch (PkiException e) {
            throw new JoinRefused(String.valueOf(e.getMessage()));
        }
    }
}

package dev.navarch.operations.tls;

import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * The key, certificate and authority of a kubeconfig as a bundle, to serve and to call with. The certificates of Navarch's services
 * are good for both; as servers they are called {@code *.ROLE.navarch-system.svc}.
 */
public final class KubeconfigBundle {
    public static final String NAME = "navarch";

    private KubeconfigBundle() {}

    /** Where the kubeconfig's API server is. */
    public static URI server(Path kubeconfig) {
        return URI.create(load(kubeconfig).getServer());
    }

    /** @throws IllegalStateException for a kubeconfig that has no client certificate within */
    public static SslBundle read(Path kubeconfig) {
        var config = load(kubeconfig);
        var certificate = pem(kubeconfig, "client-certificate-data", config.getClientCertificateData());
        var key = pem(kubeconfig, "client-key-data", config.getClientKeyData());
        var authority = pem(kubeconfig, "certificate-authority-data", config.getCertificateAuthorityData());
        return SslBundle.of(new PemSslStoreBundle(store(certificate, key), store(authority, null)));
    }

    private static KubeConfig load(Path kubeconfig) {
        try (var reader = Files.newBufferedReader(kubeconfig, StandardCharsets.UTF_8)) {
            return KubeConfig.loadKubeConfig(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + kubeconfig, e);
        }
    }

    private static PemSslStore store(String certificate, @Nullable String key) {
        return Objects.requireNonNull(PemSslStore.load(new PemSslStoreDetails("PKCS12", certificate, key)));
    }

    private static String pem(Path kubeconfig, String field, @Nullable String base64) {
        if (base64 == null)
            throw new IllegalStateException(
                    kubeconfig + " has no " + field
                            + ", which this service serves its Actuator with; or set server.ssl.bundle and navarch.operations.tls=false");
        return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.US_ASCII);
    }
}

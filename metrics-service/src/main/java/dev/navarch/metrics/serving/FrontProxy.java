package dev.navarch.metrics.serving;

import com.google.gson.JsonArray;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.pki.CertificateNames;
import dev.navarch.pki.Pem;
import dev.navarch.pki.PkiException;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom to believe about who asks: the API server, by its front-proxy certificate. Which authority signs that stands in ConfigMap
 * kube-system/extension-apiserver-authentication, read again every so often, and at once for a certificate that it does not
 * vouch for.
 */
public final class FrontProxy {
    private static final Logger log = LoggerFactory.getLogger(FrontProxy.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final ResourceClient<V1ConfigMap> configMaps;
    private final Clock clock;
    private Trust trust = new Trust(List.of(), List.of(), Instant.MIN);

    private record Trust(List<X509Certificate> authorities, List<String> names, Instant readAt) {}

    public FrontProxy(ClusterClient client, Clock clock) {
        this.configMaps = client.resource(V1ConfigMap.class);
        this.clock = clock;
    }

    /** @param chain leaf first, as TLS got it; null for none */
    public boolean isBehind(X509Certificate @Nullable [] chain) {
        if (chain == null || chain.length == 0) return false;
        return isSigned(chain, trust(GOOD_FOR)) || isSigned(chain, trust(LEAST));
    }

    private synchronized Trust trust(Duration goodFor) {
        var now = clock.instant();
        if (trust.readAt().isAfter(now.minus(goodFor))) return trust;
        try {
            var configMap = configMaps.find("kube-system", "extension-apiserver-authentication");
            if (configMap != null && configMap.getData() != null)
                trust = new Trust(
                        Pem.certificates(configMap.getData().getOrDefault("requestheader-client-ca-file", "")),
                        names(configMap.getData().getOrDefault("requestheader-allowed-names", "[]")),
                        now);
        } catch (ApiFailure | PkiException e) {
            log.warn("The front proxy's authority is not known reason={}", e.getMessage());
        }
        return trust;
    }

    private static List<String> names(String json) {
        return ModelJson.gson().fromJson(json, JsonArray.class).asList().stream()
                .map(element -> element.getAsString())
                .toList();
    }

    private boolean isSigned(X509Certificate[] chain, Trust by) {
        if (by.authorities().isEmpty()) return false;
        var name = CertificateNames.commonName(chain[0]);
        if (!by.names().isEmpty() && !by.names().contains(name)) return false;
        try {
            var anchors = by.authorities().stream()
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet());
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

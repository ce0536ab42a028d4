package dev.navarch.apiserver.aggregation;

import dev.navarch.pki.KeyAndCertificate;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.net.ssl.SSLException;

/** TLS towards aggregated API servers: we show the front proxy's certificate, they one that their APIService's authority vouches for. */
public final class FrontProxyTls {
    private final KeyAndCertificate client;

    public FrontProxyTls(KeyAndCertificate client) {
        this.client = client;
    }

    /** @throws SSLException when the APIService's caBundle holds no certificates */
    SslContext towards(AggregatedVersion version) throws SSLException {
        var builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .keyManager(client.key(), client.certificate());
        if (version.insecure())
            return builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm("")
                    .build();
        if (!version.caBundle().isEmpty()) trust(builder, version.caBundle());
        return builder.endpointIdentificationAlgorithm("HTTPS").build();
    }

    private static void trust(SslContextBuilder builder, String caBundle) throws SSLException {
        try {
            builder.trustManager(new ByteArrayInputStream(Base64.getDecoder().decode(caBundle)));
        } catch (IllegalArgumentException unreadable) {
            throw new SSLException("The caBundle is not readable: " + unreadable.getMessage(), unreadable);
        }
    }
}

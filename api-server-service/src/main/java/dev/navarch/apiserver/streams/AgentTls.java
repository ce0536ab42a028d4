package dev.navarch.apiserver.streams;

import dev.navarch.pki.KeyAndCertificate;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** TLS towards agents: we show the kubelet client's certificate, they one of the cluster's for their address. */
public final class AgentTls {
    private final SslContext context;

    public AgentTls(KeyAndCertificate client, X509Certificate authority) {
        try {
            context = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .keyManager(client.key(), client.certificate())
                    .trustManager(authority)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(
                    "The kubelet client's certificate does not do for TLS: " + e.getMessage(), e);
        }
    }

    public SslContext context() {
        return context;
    }
}

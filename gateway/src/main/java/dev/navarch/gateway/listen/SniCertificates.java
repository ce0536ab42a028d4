package dev.navarch.gateway.listen;

import dev.navarch.gateway.route.RouteTable;
import dev.navarch.gateway.route.ServerCertificate;
import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.CertificateRequest;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.AsyncMapping;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each handshake shows, by the name that the client says. Another certificate for a name is shown from the next handshake
 * on; connections that are there go on with theirs. A name of nobody's gets one that the gateway signed itself.
 */
public final class SniCertificates implements AsyncMapping<String, reactor.netty.tcp.SslProvider> {
    private static final Logger log = LoggerFactory.getLogger(SniCertificates.class);

    private final SslContext fallback;
    private final reactor.netty.tcp.SslProvider fallbackProvider;
    private volatile State state = new State(RouteTable.EMPTY, Map.of());

    /** @param providers one for each certificate of the table that can be used */
    private record State(RouteTable table, Map<ServerCertificate, reactor.netty.tcp.SslProvider> providers) {}

    public SniCertificates(Clock clock) {
        try {
            fallback = context(selfSigned(clock));
        } catch (SSLException e) {
            throw new IllegalStateException("This JVM takes no self-signed certificate", e);
        }
        fallbackProvider = provider(fallback);
    }

    SslContext fallback() {
        return fallback;
    }

    public void follow(RouteTable table) {
        var before = state.providers();
        var providers = new IdentityHashMap<ServerCertificate, reactor.netty.tcp.SslProvider>();
        for (var entry : table.certificates().entrySet()) {
            var certificate = entry.getValue();
            var known = before.get(certificate);
            if (known != null) providers.put(certificate, known);
            else if (!providers.containsKey(certificate)) add(providers, entry.getKey(), certificate);
        }
        state = new State(table, providers);
    }

    @Override
    public Future<reactor.netty.tcp.SslProvider> map(
            String serverName, Promise<reactor.netty.tcp.SslProvider> promise) {
        var current = state;
        var certificate = serverName == null ? null : current.table().certificate(serverName);
        var provider = certificate == null ? null : current.providers().get(certificate);
        return promise.setSuccess(provider == null ? fallbackProvider : provider);
    }

    private static void add(
            Map<ServerCertificate, reactor.netty.tcp.SslProvider> providers,
            String host,
            ServerCertificate certificate) {
        try {
            providers.put(certificate, provider(context(certificate)));
        } catch (SSLException | IllegalArgumentException unusable) {
            log.warn("A certificate cannot be used host={} cause={}", host, unusable.toString());
        }
    }

    private static reactor.netty.tcp.SslProvider provider(SslContext context) {
        return reactor.netty.tcp.SslProvider.builder().sslContext(context).build();
    }

    private static SslContext context(ServerCertificate certificate) throws SSLException {
        return SslContextBuilder.forServer(certificate.key(), certificate.chain())
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .build();
    }

    private static ServerCertificate selfSigned(Clock clock) {
        var authority = CertificateAuthority.create("Navarch gateway fallback authority", clock);
        var leaf = authority.issue(
                CertificateRequest.server("Navarch gateway fallback certificate", List.of("localhost"), List.of()));
        return new ServerCertificate(leaf.key(), List.of(leaf.certificate()));
    }
}

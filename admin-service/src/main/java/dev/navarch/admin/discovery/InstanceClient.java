package dev.navarch.admin.discovery;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The way to the roles' Actuators: with the admin's certificate, to servers whose certificates the cluster's authority signed. */
public final class InstanceClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONNECTIONS_AN_INSTANCE = 8;

    private InstanceClient() {}

    public static ClientHttpConnector connector(SslBundle bundle) {
        var tls = tls(bundle);
        var connections = ConnectionProvider.builder("instances")
                .maxConnections(CONNECTIONS_AN_INSTANCE)
                .maxIdleTime(PATIENCE)
                .build();
        return new ReactorClientHttpConnector(HttpClient.create(connections)
                .secure(spec -> spec.sslContext(tls))
                .resolver(new AddressInName())
                .responseTimeout(PATIENCE));
    }

    private static SslContext tls(SslBundle bundle) {
        try {
            return SslContextBuilder.forClient()
                    .keyManager(bundle.getManagers().getKeyManagerFactory())
                    .trustManager(bundle.getManagers().getTrustManagerFactory())
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    private static final class AddressInName extends AddressResolverGroup<InetSocketAddress> {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetSocketAddressResolver(executor, new AddressInNameResolver(executor));
        }
    }
}

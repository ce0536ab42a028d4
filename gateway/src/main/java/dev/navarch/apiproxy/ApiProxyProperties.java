package dev.navarch.apiproxy;

import dev.navarch.apiproxy.tcp.Balancing;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param listen host:port
 * @param backends host:port of each; names are resolved anew for each connection
 * @param connectTimeout after it the next backend is tried
 * @param maxConnections more are closed at once
 * @param drain how long connections may go on when the proxy stops
 */
@ConfigurationProperties("navarch.api-proxy")
record ApiProxyProperties(
        @DefaultValue("0.0.0.0:6443") String listen,
        @DefaultValue({}) List<String> backends,
        @DefaultValue("least-connections") Balancing balancing,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("5s") Duration drain,
        @DefaultValue Probe probe) {
    ApiProxyProperties {
        if (backends.isEmpty())
            throw new IllegalArgumentException(
                    "navarch.api-proxy.backends is not set: name the API servers, each as host:port");
    }

    /** @param path asked for over TLS, and 200 wanted; empty when a connection is proof enough */
    record Probe(
            @DefaultValue("1s") Duration interval,
            @DefaultValue("1s") Duration timeout,
            @DefaultValue("/readyz") String path) {}
}

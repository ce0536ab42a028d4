package dev.navarch.apiproxy;

import dev.navarch.apiproxy.tcp.Backend;
import dev.navarch.apiproxy.tcp.BackendPool;
import dev.navarch.apiproxy.tcp.TcpProxy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The proxy's figures, by backend. */
final class ApiProxyMeters {
    private ApiProxyMeters() {}

    static void register(TcpProxy proxy, BackendPool pool, MeterRegistry meters) {
        FunctionCounter.builder("navarch.api-proxy.refused", proxy, TcpProxy::refused)
                .description("Connections closed for want of room or of a backend")
                .register(meters);
        pool.backends().forEach(backend -> register(backend, meters));
    }

    private static void register(Backend backend, MeterRegistry meters) {
        var name = backend.address().toString();
        Gauge.builder("navarch.api-proxy.connections", backend, Backend::connections)
                .tag("backend", name)
                .register(meters);
        Gauge.builder("navarch.api-proxy.healthy", backend, each -> each.healthy() ? 1 : 0)
                .tag("backend", name)
                .register(meters);
        FunctionCounter.builder("navarch.api-proxy.connect.failures", backend, Backend::failures)
                .tag("backend", name)
                .register(meters);
    }
}

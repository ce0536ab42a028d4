package dev.navarch.apiproxy;

import dev.navarch.apiproxy.tcp.HealthProbe;
import dev.navarch.apiproxy.tcp.TcpProxy;
import org.springframework.context.SmartLifecycle;

final class ApiProxyLifecycle implements SmartLifecycle {
    private final HealthProbe probe;
    private final TcpProxy proxy;

    ApiProxyLifecycle(HealthProbe probe, TcpProxy proxy) {
        this.probe = probe;
        this.proxy = proxy;
    }

    @Override
    public void start() {
        probe.start();
        proxy.start();
    }

    @Override
    public void stop() {
        probe.close();
        proxy.close();
    }

    @Override
    public boolean isRunning() {
        return proxy.isRunning();
    }
}

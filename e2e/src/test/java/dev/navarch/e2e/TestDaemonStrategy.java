package dev.navarch.e2e;

import java.net.URI;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** Leads Testcontainers to the tests' own daemon, which no environment variable of this process names. */
public final class TestDaemonStrategy extends DockerClientProviderStrategy {
    private static volatile String host = "";

    /** Before the first container. */
    static void use(DockerDaemon docker) {
        host = docker.environment().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    }

    @Override
    public TransportConfig getTransportConfig() {
        return TransportConfig.builder().dockerHost(URI.create(host)).build();
    }

    @Override
    protected boolean isApplicable() {
        return !host.isEmpty();
    }

    @Override
    protected int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String getDescription() {
        return "the daemon of these tests at " + host;
    }
}

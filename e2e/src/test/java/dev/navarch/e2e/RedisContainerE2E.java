package dev.navarch.e2e;

import dev.navarch.store.redis.RedisContract;
import dev.navarch.store.redis.RedisEndpoint;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The store's contract on the image that docker-compose.yml and the chart run, its data surviving a restart as they have it. */
@WithDocker
class RedisContainerE2E extends RedisContract {
    private static final String PASSWORD = "contract";

    private @Nullable DockerDaemon docker;
    private @Nullable GenericContainer<?> redis;

    @Override
    protected RedisEndpoint startRedis() throws IOException {
        var container = redis;
        if (container == null) container = redis = firstStart();
        else
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        return new RedisEndpoint("redis://:" + PASSWORD + "@127.0.0.1:" + container.getMappedPort(6379));
    }

    @Override
    protected void stopRedis() {
        var container = Objects.requireNonNull(redis);
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    /** Annotated anew: JUnit does not inherit that of a method that is overridden. */
    @AfterAll
    @Override
    protected void removeRedis() {
        if (redis != null) redis.stop();
        if (docker != null) docker.close();
    }

    private GenericContainer<?> firstStart() throws IOException {
        var daemon = DockerDaemon.startOrUse();
        docker = daemon;
        TestDaemonStrategy.use(daemon);
        new NavarchImages(daemon).buildBases();
        var container = new GenericContainer<>(DockerImageName.parse("redis:7"))
                .withExposedPorts(6379)
                .withCommand("redis-server --appendonly yes --appendfsync always --requirepass " + PASSWORD)
                .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1));
        container.setPortBindings(List.of(freePort() + ":6379"));
        container.start();
        return container;
    }

    /** The same after a restart, unlike one that Docker chooses. */
    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}

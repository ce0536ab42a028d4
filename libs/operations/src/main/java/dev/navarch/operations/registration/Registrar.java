package dev.navarch.operations.registration;

import dev.navarch.client.ClusterClient;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** Registers the service when it is ready, at the port of its Actuator; not on a loopback address, where nobody could come. */
public final class Registrar implements HealthIndicator, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Registrar.class);

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int HTTPS = 443;

    private final ClusterClient client;
    private final URI server;
    private final String role;
    private final String address;
    private final String name;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("registrar").unstarted(this::register);
    private volatile int port;
    private boolean closed;
    private @Nullable Registration registration;

    /**
     * @param server the API server, whose side of this machine is the address when {@code address} is empty
     * @param name of the instance; empty for the host's and the port
     */
    public Registrar(ClusterClient client, URI server, String role, String address, String name, Clock clock) {
        this.client = client;
        this.server = server;
        this.role = role;
        this.address = address;
        this.name = name;
        this.clock = clock;
    }

    /** Of two servers the one for the Actuator alone counts; it starts last. */
    @EventListener
    void listens(WebServerInitializedEvent event) {
        port = event.getWebServer().getPort();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        thread.start();
    }

    /** The API server's name may not be known yet where this service is one that it needs. */
    private void register() {
        try {
            var own = address.isEmpty() ? addressTowards(server) : address;
            while (own == null) {
                Thread.sleep(RETRY);
                own = addressTowards(server);
            }
            register(own);
        } catch (IOException e) {
            log.warn("Not registered failure={}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void register(String own) throws IOException {
        if (closed) return;
        if (InetAddress.getByName(own).isLoopbackAddress()) {
            log.info("Not registered: only this machine could come address={}", own);
            return;
        }
        registration = new Registration(client, new Instance(role, name(), own, port), clock);
        registration.start();
    }

    /** Down while the API server does not let the service say that it is here: then nobody finds it. */
    @Override
    public synchronized Health health() {
        if (registration == null) return Health.unknown().build();
        var problem = registration.problem();
        return problem == null
                ? Health.up().build()
                : Health.down().withDetail("problem", problem).build();
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.interrupt();
        if (registration != null) registration.close();
    }

    private String name() throws IOException {
        var text = name.isEmpty() ? InetAddress.getLocalHost().getHostName() + "-" + port : name;
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    }

    /** Nothing is sent: the system only says which way it would be. */
    private static @Nullable String addressTowards(URI server) throws IOException {
        var there = new InetSocketAddress(server.getHost(), server.getPort() < 0 ? HTTPS : server.getPort());
        if (there.isUnresolved()) return null;
        try (var socket = new DatagramSocket()) {
            socket.connect(there);
            return socket.getLocalAddress().getHostAddress();
        }
    }
}

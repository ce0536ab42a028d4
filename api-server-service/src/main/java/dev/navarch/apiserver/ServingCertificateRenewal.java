package dev.navarch.apiserver;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.tls.ServingCertificate;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.pki.ClusterPki;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the server's certificate good: made anew well before it ends, and when clients are led to an address that it does not name,
 * which are those of the Service {@code kubernetes} and of its endpoints. All servers of a cluster come to the same names.
 */
final class ServingCertificateRenewal implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ServingCertificateRenewal.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final GroupResource SERVICES = new GroupResource("", "services");
    private static final GroupResource ENDPOINTS = new GroupResource("", "endpoints");

    private final ClusterPki pki;
    private final ApiServerProperties properties;
    private final ObjectReader objects;
    private final ServingCertificate serving;
    private volatile boolean running;
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    ServingCertificateRenewal(
            ClusterPki pki, ApiServerProperties properties, ObjectReader objects, ServingCertificate serving) {
        this.pki = pki;
        this.properties = properties;
        this.objects = objects;
        this.serving = serving;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("certificate-renewal").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(PERIOD);
                renew();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                log.warn("Certificate not renewed", failed);
            }
        }
    }

    private void renew() {
        var next = pki.renewServerCertificate(serving.current(), properties.serverNames(), addresses());
        if (serving.replace(next))
            log.info("Certificate renewed until={}", next.certificate().getNotAfter());
    }

    private Set<String> addresses() {
        var addresses = new TreeSet<>(properties.serverAddresses());
        var service = objects.find(SERVICES, "default", "kubernetes");
        if (service != null) addAll(addresses, service.path("spec").path("clusterIPs"));
        var endpoints = objects.find(ENDPOINTS, "default", "kubernetes");
        if (endpoints != null)
            for (var subset : endpoints.path("subsets"))
                for (var address : subset.path("addresses"))
                    addresses.add(address.path("ip").asString(""));
        return addresses;
    }

    private static void addAll(Set<String> addresses, JsonNode texts) {
        for (var text : texts) addresses.add(text.asString(""));
    }
}

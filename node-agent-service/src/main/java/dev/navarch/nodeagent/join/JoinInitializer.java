package dev.navarch.nodeagent.join;

import dev.navarch.nodeagent.node.NodeAddress;
import dev.navarch.nodeagent.settings.NodeProperties;
import dev.navarch.pki.CertificateAuthority;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Joins before anything else of the agent starts, when the settings name a server to join. What it gets is told to the rest as
 * the settings that a node has otherwise; those that are set stay.
 */
public final class JoinInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (!environment.containsProperty(JoinProperties.SERVER)) return;
        var binder = Binder.get(environment);
        var properties =
                binder.bind(JoinProperties.PREFIX, JoinProperties.class).get();
        var node = binder.bind("navarch.node", NodeProperties.class).get();
        var files = NodeFiles.of(node.directory());
        try {
            new NodeJoin(node.name(), files, properties, Clock.systemUTC()).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while joining", e);
        }
        if (files.findServing() == null) serveMeanwhile(node, files);
        environment.getPropertySources().addLast(new MapPropertySource("joined", settings(files)));
    }

    private static void serveMeanwhile(NodeProperties node, NodeFiles files) {
        var wanted = ServingCertificate.wanted(node.name(), NodeAddress.choose(node.nodeIp()));
        var own = CertificateAuthority.issueUntrusted(wanted, Clock.systemUTC());
        files.writeServing(own.certificatePem(), own.keyPem());
    }

    private static Map<String, Object> settings(NodeFiles files) {
        return Map.of(
                "navarch.kubeconfig", files.kubeconfig().toString(),
                "navarch.node.serving-certificate", files.serving().toString(),
                "navarch.node.serving-key", files.serving().toString(),
                "navarch.node.client-ca", files.authority().toString());
    }
}

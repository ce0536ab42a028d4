package dev.navarch.operations.tls;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Serves with {@link KubeconfigBundle}; who shows a certificate must show one of the cluster's authority. */
public final class ActuatorTls implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {
    private final SslBundles bundles;

    public ActuatorTls(SslBundles bundles) {
        this.bundles = bundles;
    }

    @Override
    public void customize(ConfigurableWebServerFactory factory) {
        var ssl = Ssl.forBundle(KubeconfigBundle.NAME);
        ssl.setClientAuth(Ssl.ClientAuth.WANT);
        factory.setSsl(ssl);
        factory.setSslBundles(bundles);
    }
}

package dev.navarch.operations;

import dev.navarch.client.ClusterClient;
import dev.navarch.operations.access.OperationsGate;
import dev.navarch.operations.access.ReactiveGateFilter;
import dev.navarch.operations.access.ServletGateFilter;
import dev.navarch.operations.registration.Registrar;
import dev.navarch.operations.tls.ActuatorTls;
import dev.navarch.operations.tls.KubeconfigBundle;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.logging.LoggersEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.logging.LoggersEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The Actuator of a service that has a place in a cluster: over TLS, for those who may, and found by others. */
@AutoConfiguration(
        after = LoggersEndpointAutoConfiguration.class,
        afterName = "dev.navarch.client.spring.ClusterClientAutoConfiguration")
@ConditionalOnProperty("navarch.kubeconfig")
@EnableConfigurationProperties(OperationsProperties.class)
class OperationsAutoConfiguration {
    @Bean
    @ConditionalOnBooleanProperty(name = "navarch.operations.tls", matchIfMissing = true)
    SslBundleRegistrar kubeconfigBundle(@Value("${navarch.kubeconfig}") Path kubeconfig) {
        return registry -> registry.registerBundle(KubeconfigBundle.NAME, KubeconfigBundle.read(kubeconfig));
    }

    @Bean
    OperationsGate operationsGate(ClusterClient client) {
        return new OperationsGate(client, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "navarch.operations.register", matchIfMissing = true)
    Registrar registration(
            ClusterClient client,
            OperationsProperties properties,
            @Value("${navarch.kubeconfig}") Path kubeconfig,
            @Value("${navarch.role:${spring.application.name}}") String role) {
        return new Registrar(
                client,
                KubeconfigBundle.server(kubeconfig),
                role,
                properties.address(),
                properties.instance(),
                Clock.systemUTC());
    }

    /** Several roles of one process share its log levels; all but the first are told that there is no logging system. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    LoggersEndpoint loggersEndpoint() {
        return new LoggersEndpoint(new LogbackLoggingSystem(getClass().getClassLoader()), new LoggerGroups());
    }

    /** Where the service serves nothing but its Actuator, so that its server has no certificate yet, the server is the Actuator's. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnManagementPort(ManagementPortType.SAME)
    @ConditionalOnProperty(name = "server.ssl.bundle", havingValue = KubeconfigBundle.NAME, matchIfMissing = true)
    static class OnePort {
        @Bean
        @ConditionalOnBooleanProperty(name = "navarch.operations.tls", matchIfMissing = true)
        ActuatorTls actuatorTls(SslBundles bundles) {
            return new ActuatorTls(bundles);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet {
        @Bean
        @Order(0)
        ServletGateFilter actuatorGateFilter(OperationsGate gate) {
            return new ServletGateFilter(gate);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class Reactive {
        @Bean
        @Order(0)
        ReactiveGateFilter actuatorGateFilter(OperationsGate gate) {
            return new ReactiveGateFilter(gate);
        }
    }
}

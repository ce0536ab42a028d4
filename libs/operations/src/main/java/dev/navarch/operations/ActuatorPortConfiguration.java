package dev.navarch.operations;

import dev.navarch.operations.access.OperationsGate;
import dev.navarch.operations.access.ServletGateFilter;
import dev.navarch.operations.tls.ActuatorTls;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The same for an Actuator with a port of its own, beside what the service serves. A context of WebFlux finds its parent's filter. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnProperty("navarch.kubeconfig")
class ActuatorPortConfiguration {
    @Bean
    ActuatorTls actuatorPortTls(SslBundles bundles) {
        return new ActuatorTls(bundles);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet {
        @Bean
        ServletGateFilter actuatorPortGateFilter(OperationsGate gate) {
            return new ServletGateFilter(gate);
        }
    }
}

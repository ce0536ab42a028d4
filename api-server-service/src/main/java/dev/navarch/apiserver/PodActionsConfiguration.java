package dev.navarch.apiserver;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.apiserver.pods.EvictionHandler;
import dev.navarch.apiserver.proxy.ProxyHandler;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.apiserver.streams.AgentTls;
import dev.navarch.apiserver.streams.LogHandler;
import dev.navarch.apiserver.streams.StreamHandler;
import dev.navarch.pki.ClusterPki;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done to pods besides writing them. */
@Configuration(proxyBeanMethods = false)
class PodActionsConfiguration {
    @Bean
    EvictionHandler eviction(
            ServedResources served,
            Registry registry,
            ObjectReader reader,
            ObjectWriter writer,
            PostedBody bodies,
            Admission admission,
            Clock clock) {
        return new EvictionHandler(served, registry, reader, writer, bodies, admission, clock);
    }

    /** Without a data directory there are no certificates to meet an agent with. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("navarch.api-server.data-directory")
    static class Streams {
        @Bean
        AgentTls agentTls(ClusterPki pki) {
            return new AgentTls(
                    pki.ensureKubeletClientCertificate(), pki.authority().certificate());
        }

        @Bean
        StreamHandler streams(ObjectReader objects, AgentTls tls) {
            return new StreamHandler(objects, tls);
        }

        @Bean
        ProxyHandler proxies(ObjectReader objects, AgentTls tls) {
            return new ProxyHandler(objects, tls);
        }

        @Bean
        LogHandler logs(ObjectReader objects, AgentTls tls) {
            return new LogHandler(objects, tls);
        }
    }
}

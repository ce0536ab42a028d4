package dev.navarch.nodeagent.server;

import dev.navarch.client.json.ModelJson;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.pod.PodWorkers;
import dev.navarch.nodeagent.runtime.PodRuntime;
import dev.navarch.nodeagent.settings.NodeProperties;
import dev.navarch.nodeagent.stats.UsageReader;
import io.kubernetes.client.openapi.models.V1PodList;
import java.time.Clock;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
class AgentServerConfiguration {
    @Bean
    PodLookup podLookup(PodWorkers pods, PodRuntime runtime) {
        return new PodLookup(pods, runtime);
    }

    @Bean
    ClientCertificateFilter clientCertificateFilter() {
        return new ClientCertificateFilter();
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> streamUpgrades(PodLookup lookup, CriClient client) {
        var targets = new StreamTargets(lookup, client);
        return factory ->
                factory.addServerCustomizers(server -> server.doOnChannelInit((_, channel, _) -> channel.pipeline()
                        .addAfter(
                                NettyPipeline.HttpCodec,
                                "navarch.streams",
                                new StreamUpgradeHandler(targets, NettyPipeline.HttpCodec))));
    }

    @Bean
    RouterFunction<ServerResponse> agentRoutes(
            PodLookup lookup, PodWorkers pods, CriClient client, NodeProperties node) {
        var logs = new LogHandler(lookup, Clock.systemUTC());
        var stats = new StatsHandler(new UsageReader(node.name(), client));
        return RouterFunctions.route()
                .GET("/healthz", _ -> ServerResponse.ok().bodyValue("ok"))
                .GET("/containerLogs/{namespace}/{pod}/{container}", logs::logs)
                .GET("/stats/summary", stats::summary)
                .GET("/metrics/resource", stats::resource)
                .GET("/metrics/cadvisor", stats::cadvisor)
                .GET(
                        "/pods",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(ModelJson.gson()
                                        .toJson(new V1PodList()
                                                .apiVersion("v1")
                                                .kind("PodList")
                                                .items(pods.list()))))
                .onError(AgentRequestException.class, (failure, _) -> refused(failure))
                .build();
    }

    private static Mono<ServerResponse> refused(AgentRequestException failure) {
        return ServerResponse.status(failure.status())
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(String.valueOf(failure.getMessage()));
    }
}

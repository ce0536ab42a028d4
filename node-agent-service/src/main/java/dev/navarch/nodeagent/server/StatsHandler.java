package dev.navarch.nodeagent.server;

import dev.navarch.nodeagent.stats.NodeUsage;
import dev.navarch.nodeagent.stats.ResourceMetrics;
import dev.navarch.nodeagent.stats.StatsSummary;
import dev.navarch.nodeagent.stats.UsageReader;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** GET /stats/summary, /metrics/resource and /metrics/cadvisor, each read when it is asked for. */
final class StatsHandler {
    private static final MediaType PROMETHEUS = MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8");

    private final UsageReader reader;
    private final StatsSummary summary = new StatsSummary();
    private final Scheduler scheduler = Schedulers.fromExecutor(Executors.newVirtualThreadPerTaskExecutor());

    StatsHandler(UsageReader reader) {
        this.reader = reader;
    }

    Mono<ServerResponse> summary(ServerRequest request) {
        return answer(MediaType.APPLICATION_JSON, summary::of);
    }

    Mono<ServerResponse> resource(ServerRequest request) {
        return answer(PROMETHEUS, ResourceMetrics::resource);
    }

    Mono<ServerResponse> cadvisor(ServerRequest request) {
        return answer(PROMETHEUS, ResourceMetrics::cadvisor);
    }

    private Mono<ServerResponse> answer(MediaType type, Function<NodeUsage, String> form) {
        return Mono.fromCallable(() -> form.apply(reader.read()))
                .subscribeOn(scheduler)
                .flatMap(text -> ServerResponse.ok().contentType(type).bodyValue(text));
    }
}

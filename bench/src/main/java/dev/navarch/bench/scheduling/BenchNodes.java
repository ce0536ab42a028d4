package dev.navarch.bench.scheduling;

import dev.navarch.bench.api.ApiClient;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.IntFunction;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Nodes that are API objects only: registered, reported Ready once, and kept alive by their leases. */
final class BenchNodes implements AutoCloseable {
    private static final int AT_ONCE = 32;
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    private static final Duration REGISTRATION = Duration.ofMinutes(2);
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";

    private final ApiClient client;
    private final int count;
    private final Disposable renewals;

    BenchNodes(ApiClient client, int count) {
        this.client = client;
        this.count = count;
        each(i -> client.send(HttpMethod.POST, "/api/v1/nodes", node(i)));
        each(i -> client.send(HttpMethod.POST, LEASES, lease(i)));
        each(i -> client.send(HttpMethod.PUT, "/api/v1/nodes/" + name(i) + "/status", ready(i)));
        this.renewals = Flux.interval(RENEWAL, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .concatMap(tick ->
                        Flux.range(0, count).flatMap(this::renew, AT_ONCE).then())
                .subscribe();
    }

    private void each(IntFunction<Mono<Long>> request) {
        Flux.range(0, count).flatMap(request::apply, AT_ONCE).then().block(REGISTRATION);
    }

    private Mono<Long> renew(int i) {
        return client.send(HttpMethod.PUT, LEASES + "/" + name(i), lease(i)).onErrorComplete();
    }

    private static String name(int i) {
        return "bench-node-" + i;
    }

    private static String node(int i) {
        return """
                {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s","labels":{"kubernetes.io/hostname":"%s"}}}""".formatted(name(i), name(i));
    }

    private static String lease(int i) {
        return """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"%s"},
                "spec":{"holderIdentity":"%s","leaseDurationSeconds":40,"renewTime":"%s"}}""".formatted(name(i), name(i), micros());
    }

    private static String ready(int i) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return """
                {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s"},"status":{
                "capacity":{"cpu":"32","memory":"64Gi","pods":"110"},"allocatable":{"cpu":"32","memory":"64Gi","pods":"110"},
                "conditions":[{"type":"Ready","status":"True","reason":"Bench","message":"","lastHeartbeatTime":"%s",
                "lastTransitionTime":"%s"}]}}""".formatted(name(i), now, now);
    }

    private static String micros() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000Z");
    }

    @Override
    public void close() {
        renewals.dispose();
    }
}

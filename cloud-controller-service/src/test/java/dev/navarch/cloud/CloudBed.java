package dev.navarch.cloud;

import dev.navarch.client.ResourceClient;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.loop.Loop;
import dev.navarch.loop.LoopRunner;
import dev.navarch.loop.NotingClusterClient;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1NodeSpec;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import io.kubernetes.client.openapi.models.V1Taint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;

/** The loops at work on a cluster in memory. */
public final class CloudBed implements AutoCloseable {
    private final InMemoryClusterClient cluster = new InMemoryClusterClient();
    private final NotingClusterClient client = new NotingClusterClient(cluster);
    private final List<LoopRunner> runners = new ArrayList<>();

    public NotingClusterClient client() {
        return client;
    }

    public void run(Loop loop) {
        var runner = new LoopRunner(
                loop,
                client,
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                TracerProvider.noop().get(""));
        runners.add(runner);
        runner.start();
    }

    public void run(BiFunction<NotingClusterClient, Clock, Loop> loop) {
        run(loop.apply(client, Clock.systemUTC()));
    }

    public ResourceClient<V1Node> nodes() {
        return cluster.resource(V1Node.class);
    }

    public ResourceClient<V1Service> services() {
        return cluster.resource(V1Service.class);
    }

    public V1Node node(String name) {
        return nodes().get("", name);
    }

    public V1Service service(String name) {
        return services().get("default", name);
    }

    public V1Node addNode(String name, V1Taint... taints) {
        return nodes().create(new V1Node()
                .metadata(new V1ObjectMeta().name(name).labels(new HashMap<>()))
                .spec(new V1NodeSpec().podCIDR("10.244.0.0/24").taints(List.of(taints)))
                .status(readiness("True")));
    }

    public void setReady(String name, String ready) {
        nodes().updateStatus(node(name).status(readiness(ready)));
    }

    public V1Service addLoadBalanced(String name) {
        return services().create(loadBalanced(name));
    }

    public static V1Service loadBalanced(String name) {
        return new V1Service()
                .metadata(new V1ObjectMeta().namespace("default").name(name))
                .spec(new V1ServiceSpec()
                        .type("LoadBalancer")
                        .clusterIP("10.96.0.10")
                        .ports(List.of(new V1ServicePort().port(80))));
    }

    public List<String> events(String reason) {
        return cluster.resource(CoreV1Event.class).list("default", "", "reason=" + reason).stream()
                .map(CoreV1Event::getMessage)
                .toList();
    }

    @Override
    public void close() {
        runners.forEach(LoopRunner::close);
        cluster.close();
    }

    private static V1NodeStatus readiness(String ready) {
        return new V1NodeStatus()
                .conditions(new ArrayList<>(
                        List.of(new V1NodeCondition().type("Ready").status(ready))));
    }
}

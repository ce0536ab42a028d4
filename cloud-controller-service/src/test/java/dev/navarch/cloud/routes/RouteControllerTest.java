package dev.navarch.cloud.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.cloud.CloudBed;
import dev.navarch.cloud.provider.CloudException;
import dev.navarch.cloud.provider.Routes;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteControllerTest {
    private final CloudBed bed = new CloudBed();
    private final Table table = new Table();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new RouteController(client, table, "10.244.0.0/16", clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void eachNodesPodsGetARouteThatGoesWithTheNode() {
        bed.addNode("a");
        await("the route").until(() -> table.routes.contains(new Routes.Route("a", "10.244.0.0/24")));
        await("the condition").until(() -> unavailable("a").equals("False RouteCreated"));

        bed.nodes().delete("", "a", DeleteRequest.DEFAULT);
        await("no route").until(table.routes::isEmpty);
    }

    @Test
    void routesOutsideThePodsRangeAreLeftAlone() {
        table.routes.add(new Routes.Route("stranger", "192.0.2.0/24"));
        table.routes.add(new Routes.Route("stale", "10.244.9.0/24"));
        bed.addNode("a");

        await("the stale one to go")
                .untilAsserted(() -> assertThat(table.routes)
                        .containsExactlyInAnyOrder(
                                new Routes.Route("a", "10.244.0.0/24"), new Routes.Route("stranger", "192.0.2.0/24")));
    }

    @Test
    void aNodeWithoutARouteSaysThatItsNetworkIsUnavailable() {
        table.refusing = true;
        bed.addNode("a");
        await("the condition").until(() -> unavailable("a").equals("True NoRouteCreated"));
        await("the event")
                .until(() -> bed.events("FailedToCreateRoute")
                        .contains("Could not create route 10.244.0.0/24 for node a: the table is full"));
    }

    private String unavailable(String node) {
        return bed.node(node).getStatus().getConditions().stream()
                .filter(condition -> "NetworkUnavailable".equals(condition.getType()))
                .map(RouteControllerTest::words)
                .findFirst()
                .orElse("");
    }

    private static String words(V1NodeCondition condition) {
        return condition.getStatus() + " " + condition.getReason();
    }

    private static final class Table implements Routes {
        final Set<Route> routes = ConcurrentHashMap.newKeySet();
        volatile boolean refusing;

        @Override
        public List<Route> list() {
            return List.copyOf(routes);
        }

        @Override
        public void create(Route route) {
            if (refusing) throw new CloudException("the table is full");
            routes.add(route);
        }

        @Override
        public void delete(Route route) {
            routes.remove(route);
        }
    }
}

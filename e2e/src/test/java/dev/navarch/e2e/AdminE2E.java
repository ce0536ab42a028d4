package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin over a cluster whose roles are processes of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LOGGER = "/actuator/loggers/dev.navarch.scheduler";

    private final TestCluster cluster = new TestCluster("admin");
    private String admin = "";

    private record Answer(int status, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    @BeforeAll
    void bringsUpACluster() {
        cluster.up("--split", "--runtime", "simulated", "--admin-port", "18181").orFail();
        admin = cluster.status().path("admin").asString();
        for (var role : List.of("operator", "operations-viewer")) {
            cluster.kubectl("create", "serviceaccount", role);
            cluster.kubectl(
                    "create",
                    "clusterrolebinding",
                    role,
                    "--clusterrole=navarch:" + role,
                    "--serviceaccount=default:" + role);
        }
        cluster.kubectl("create", "serviceaccount", "nobody");
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    @Test
    void listsEveryRoleAndWhatIsWrongWithIt() {
        var token = token("operator");
        await("every role UP")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(wall(token))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "api-server", "UP",
                                "controller-manager", "UP",
                                "scheduler", "UP",
                                "dns", "UP",
                                "simulated-nodes", "UP",
                                "admin-server", "UP")));
        var health = instance(token, "scheduler").path("statusInfo").path("details");
        assertThat(health.path("scheduler").path("details").path("leading").asBoolean())
                .isTrue();
    }

    @Test
    void showsARoleThatDies() {
        var token = token("operator");
        await("the DNS server UP")
                .atMost(PATIENCE)
                .until(() -> "UP".equals(wall(token).get("dns")));
        kill("dns");
        await("the DNS server offline or gone")
                .atMost(PATIENCE)
                .until(() -> !"UP".equals(wall(token).getOrDefault("dns", "gone")));
        cluster.up().orFail();
        await("the DNS server UP again")
                .atMost(PATIENCE)
                .until(() -> "UP".equals(wall(token).get("dns")));
    }

    @Test
    void changesALogLevelForWhoMay() {
        var operator = token("operator");
        await("the scheduler UP")
                .atMost(PATIENCE)
                .until(() -> "UP".equals(wall(operator).get("scheduler")));
        var logger = "/instances/" + instance(operator, "scheduler").path("id").asString() + LOGGER;

        var refused = post(token("operations-viewer"), logger, "{\"configuredLevel\":\"DEBUG\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("operations-viewer\" cannot post path \"" + LOGGER + "\"");

        assertThat(post(operator, logger, "{\"configuredLevel\":\"DEBUG\"}").status())
                .isEqualTo(204);
        assertThat(get(token("operations-viewer"), logger)
                        .json()
                        .path("effectiveLevel")
                        .asString())
                .isEqualTo("DEBUG");
    }

    @Test
    void refusesStrangersAndThoseWhoMayNot() {
        assertThat(curl("/applications").status()).isEqualTo(401);
        var nobody = get(token("nobody"), "/applications");
        assertThat(nobody.status()).isEqualTo(403);
        assertThat(nobody.body())
                .contains("User \"system:serviceaccount:default:nobody\" cannot get path \"/actuator\"");

        assertThat(curl("/", "-H", "Accept: text/html", "-L").body()).contains("Token of a service account");
        var signedIn = curl("/login", "-L", "-c", cookies(), "--data", "token=" + token("nobody"));
        assertThat(signedIn.status()).isEqualTo(403);
        assertThat(signedIn.body()).contains("cannot get path");
    }

    @Test
    void aSignedInBrowserHasTheWall() {
        curl("/login", "-c", cookies(), "--data", "token=" + token("operator"));
        var page = curl("/", "-b", cookies(), "-H", "Accept: text/html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Navarch</title>");
        var elsewhere =
                curl("/instances/x" + LOGGER, "-b", cookies(), "-X", "POST", "-H", "Sec-Fetch-Site: cross-site");
        assertThat(elsewhere.status()).isEqualTo(403);
    }

    private Map<String, String> wall(String token) {
        var wall = new TreeMap<String, String>();
        for (var application : applications(token))
            wall.put(
                    application.path("name").asString(),
                    application.path("status").asString());
        return wall;
    }

    private JsonNode instance(String token, String role) {
        return StreamSupport.stream(applications(token).spliterator(), false)
                .filter(application -> application.path("name").asString().equals(role))
                .findFirst()
                .orElseThrow()
                .path("instances")
                .path(0);
    }

    private JsonNode applications(String token) {
        return get(token, "/applications").json();
    }

    private void kill(String role) {
        for (var status : cluster.status().path("roles")) {
            if (status.path("role").asString().equals(role))
                ProcessHandle.of(status.path("pid").asLong()).orElseThrow().destroyForcibly();
        }
    }

    private String token(String account) {
        return cluster.kubectl("create", "token", account).strip();
    }

    private Answer get(String token, String path) {
        return curl(path, "-H", "Authorization: Bearer " + token, "-H", "Accept: application/json");
    }

    private Answer post(String token, String path, String body) {
        return curl(
                path, "-H", "Authorization: Bearer " + token, "-H", "Content-Type: application/json", "--data", body);
    }

    private String cookies() {
        return cluster.data().resolve("cookies").toString();
    }

    private Answer curl(String path, String... options) {
        var authority = cluster.data().resolve("pki").resolve("ca.crt");
        var command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "60", "--cacert", authority.toString()));
        command.addAll(List.of("-w", "\n%{http_code}"));
        command.addAll(List.of(options));
        command.add(admin + path);
        var output = Shell.run(PATIENCE, Map.of(), "", command).orFail();
        var end = output.stripTrailing().lastIndexOf('\n');
        return new Answer(Integer.parseInt(output.substring(end + 1).strip()), output.substring(0, Math.max(end, 0)));
    }
}

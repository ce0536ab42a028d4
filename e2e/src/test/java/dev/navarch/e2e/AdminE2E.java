package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealKubectl;
import java.nio.file.Path;
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
@RealKubectl
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Says at DEBUG which requests it serves. */
    private static final String LOGGER = "/actuator/loggers/org.springframework.web.servlet.DispatcherServlet";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();

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
    void listsEveryRole() {
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
        assertThat(component(token, "scheduler").path("leading").asBoolean()).isTrue();
    }

    @Test
    void saysWhatIsWrongWithARole() {
        var token = token("operator");
        awaitUp(token, "scheduler");
        var binding = List.of("-n", "navarch-system", "rolebinding/navarch:registration");
        var subjects = cluster.get(binding.toArray(String[]::new)).path("subjects");
        patch(binding, "{\"subjects\": []}");
        try {
            await("the scheduler DOWN")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(wall(token)).containsEntry("scheduler", "DOWN"));
            assertThat(component(token, "registration").path("problem").asString())
                    .contains("User \"system:kube-scheduler\" cannot");
        } finally {
            patch(binding, "{\"subjects\": " + subjects + "}");
        }
        awaitUp(token, "scheduler");
    }

    @Test
    void showsARoleThatIsKilled() {
        var token = token("operator");
        awaitUp(token, "dns");
        cluster.kill("dns");
        await("the DNS server offline")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(wall(token)).containsEntry("dns", "OFFLINE"));
        cluster.up().orFail();
        awaitUp(token, "dns");
    }

    @Test
    void showsMetrics() {
        var token = token("operations-viewer");
        awaitUp(token, "scheduler");
        var used = get(token, passedOn(token, "scheduler", "/actuator/metrics/jvm.memory.used"))
                .json();
        assertThat(used.path("measurements").path(0).path("value").asDouble()).isPositive();
    }

    @Test
    void changesALogLevelForWhoMay() {
        var operator = token("operator");
        var viewer = token("operations-viewer");
        awaitUp(operator, "scheduler");
        var logger = passedOn(operator, "scheduler", LOGGER);

        var refused = post(viewer, logger, "{\"configuredLevel\":\"DEBUG\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("operations-viewer\" cannot post path \"" + LOGGER + "\"");

        assertThat(post(operator, logger, "{\"configuredLevel\":\"DEBUG\"}").status())
                .isEqualTo(204);
        assertThat(atTheRole("scheduler", LOGGER, viewer)
                        .json()
                        .path("effectiveLevel")
                        .asString())
                .isEqualTo("DEBUG");
        await("the scheduler to log more")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.navarch("logs", "scheduler", "--tail", "200")
                                .output())
                        .containsPattern("DEBUG .*DispatcherServlet"));
        post(operator, logger, "{}");
    }

    @Test
    void anActuatorRefusesStrangersAndThoseWhoMayNot() {
        var operator = token("operator");
        assertThat(atTheRole("dns", "/actuator/health", "").status()).isEqualTo(200);
        assertThat(atTheRole("dns", "/actuator/metrics", "").status()).isEqualTo(401);
        assertThat(atTheRole("dns", "/actuator/metrics", forged(operator)).status())
                .isEqualTo(401);
        assertThat(atTheRole("dns", "/actuator/metrics", token("nobody")).status())
                .isEqualTo(403);
        assertThat(atTheRole("dns", "/actuator/metrics", operator).status()).isEqualTo(200);
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
    void whatAnotherSitesPageSendsIsRefused() {
        curl("/login", "-c", cookies(), "--data", "token=" + token("operator"));
        var elsewhere =
                curl("/instances/x" + LOGGER, "-b", cookies(), "-X", "POST", "-H", "Sec-Fetch-Site: cross-site");
        assertThat(elsewhere.status()).isEqualTo(403);
    }

    @Test
    @WithBrowser
    void aBrowserSignsInAndSeesTheWallAndARole() {
        var token = token("operator");
        awaitUp(token, "scheduler");
        try (var browser = new Browser(cluster.data().resolve("browser"))) {
            browser.open(admin);
            browser.awaitText("Token of a service account");
            browser.screenshot(SCREENSHOTS.resolve("sign-in.png"));

            browser.evaluate("document.getElementById('token').value = '" + token + "'");
            browser.evaluate("document.forms[0].requestSubmit()");
            browser.awaitText("Wallboard", "scheduler");

            browser.open(admin + "/wallboard");
            browser.awaitText(wall(token).keySet().toArray(String[]::new));
            browser.screenshot(SCREENSHOTS.resolve("wall.png"));

            browser.open(admin + "/instances/" + id(token, "scheduler") + "/details");
            browser.awaitText("scheduler", "clusterKnown", "leading");
            browser.screenshot(SCREENSHOTS.resolve("scheduler.png"));
        }
    }

    private void awaitUp(String token, String role) {
        await(role + " UP")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(wall(token)).containsEntry(role, "UP"));
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

    private String id(String token, String role) {
        return instance(token, role).path("id").asString();
    }

    private String passedOn(String token, String role, String path) {
        return "/instances/" + id(token, role) + path;
    }

    /** What the scheduler's health says of one of its parts. */
    private JsonNode component(String token, String name) {
        return instance(token, "scheduler")
                .path("statusInfo")
                .path("details")
                .path(name)
                .path("details");
    }

    private void patch(List<String> object, String patch) {
        var command = new ArrayList<>(List.of("patch", "--type=merge", "-p", patch));
        command.addAll(object);
        cluster.kubectl(command.toArray(String[]::new));
    }

    /** With another signature. */
    private static String forged(String token) {
        var signature = token.lastIndexOf('.') + 1;
        return token.substring(0, signature) + new StringBuilder(token.substring(signature)).reverse();
    }

    private JsonNode applications(String token) {
        return get(token, "/applications").json();
    }

    private JsonNode status(String role) {
        return StreamSupport.stream(cluster.status().path("roles").spliterator(), false)
                .filter(status -> status.path("role").asString().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** Without the admin. */
    private Answer atTheRole(String role, String path, String token) {
        var url = "https://127.0.0.1:" + status(role).path("port").asInt() + path;
        return token.isEmpty() ? request(url) : request(url, "-H", "Authorization: Bearer " + token);
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
        return request(admin + path, options);
    }

    private Answer request(String url, String... options) {
        var authority = cluster.data().resolve("pki").resolve("ca.crt");
        var command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "60", "--cacert", authority.toString()));
        command.addAll(List.of("-w", "\n%{http_code}"));
        command.addAll(List.of(options));
        command.add(url);
        var output = Shell.run(PATIENCE, Map.of(), "", command).orFail();
        var end = output.stripTrailing().lastIndexOf('\n');
        return new Answer(Integer.parseInt(output.substring(end + 1).strip()), output.substring(0, Math.max(end, 0)));
    }
}

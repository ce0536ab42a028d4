package dev.navarch.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the whole server refuses, corrects or warns of. */
final class RefusalsIT {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

    @TempDir
    static Path directory;

    private static @Nullable TlsServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TlsServer(directory, "--server.port=0", "--navarch.api-server.advertise-address=192.0.2.1");
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    @Test
    void aVerbThatDiscoveryDoesNotNameIsNotAllowed() throws Exception {
        for (var path : new String[] {
            "/apis/authorization.k8s.io/v1/subjectaccessreviews", "/api/v1/namespaces/default/finalize"
        }) assertThat(send("GET", path, "").statusCode()).as(path).isEqualTo(405);
    }

    @Test
    void whatWasReadSomewhereIsNotCreated() throws Exception {
        var answer = send("POST", CONFIG_MAPS, "{'metadata': {'name': 'read', 'resourceVersion': '7'}}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Json.read(answer.body()).path("message").asString(""))
                .isEqualTo("resourceVersion should not be set on objects to be created");
    }

    @Test
    void anOwnerNamedTwiceIsKeptOnce() throws Exception {
        var owner = "{'apiVersion': 'v1', 'kind': 'Pod', 'name': 'o', 'uid': '1'}";

        var answer = send(
                "POST",
                CONFIG_MAPS,
                "{'metadata': {'name': 'owned', 'ownerReferences': [" + owner + ", " + owner + "]}}");

        assertThat(Json.read(answer.body()).path("metadata").path("ownerReferences"))
                .hasSize(1);
        assertThat(answer.headers().firstValue("Warning").orElse(""))
                .endsWith("please fix your requests; duplicate UID(s) observed: 1\"");
    }

    @Test
    void aLocalReviewSaysItsNamespace() throws Exception {
        var answer = send("POST", "/apis/authorization.k8s.io/v1/namespaces/default/localsubjectaccessreviews", """
                {'spec': {'user': 'bob', 'resourceAttributes': {'namespace': 'default', 'verb': 'get',
                 'resource': 'pods'}}}""");

        assertThat(Json.read(answer.body()).path("metadata").path("namespace").asString(""))
                .isEqualTo("default");
    }

    @Test
    void aReviewsSelectorIsTextOrRequirements() throws Exception {
        var answer = send("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """
                {'spec': {'resourceAttributes': {'verb': 'list', 'resource': 'pods',
                 'labelSelector': {'rawSelector': 'a=b', 'requirements': [{'key': 'a', 'operator': 'In'}]}}}}""");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("may not specified at the same time as requirements", "must be specified when `operator` is");
    }

    @Test
    void aRestrictedNamespaceRefusesAPlainPod() throws Exception {
        send("POST", "/api/v1/namespaces", """
                {'metadata': {'name': 'strict', 'labels': {'pod-security.kubernetes.io/enforce': 'restricted'}}}""");
        send("POST", "/api/v1/namespaces/strict/serviceaccounts", "{'metadata': {'name': 'default'}}");
        var pod = "{'metadata': {'name': 'p'}, 'spec': {'containers': [{'name': 'c', 'image': 'i'}]}}";

        var answer = Awaitility.await("the account is known")
                .until(
                        () -> send("POST", "/api/v1/namespaces/strict/pods", pod),
                        refused -> !refused.body().contains("serviceaccount"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("violates PodSecurity \\\"restricted:latest\\\"");
    }

    @Test
    void whoDeletesAJobIsToldOfItsPods() throws Exception {
        send("POST", "/apis/batch/v1/namespaces/default/jobs", """
                {'metadata': {'name': 'j'}, 'spec': {'suspend': true, 'template': {'spec': {'restartPolicy': 'Never',
                 'containers': [{'name': 'c', 'image': 'i'}]}}}}""");

        var answer = send("DELETE", "/apis/batch/v1/namespaces/default/jobs/j", "");

        assertThat(answer.headers().firstValue("Warning").orElse("")).contains("child pods are preserved by default");
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        if (server == null) throw new AssertionError("no server");
        return server.send(method, path, body.replace('\'', '"'));
    }
}

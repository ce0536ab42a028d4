package dev.navarch.client.rest;

import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The way to a cluster: a file that names it, or before there is one, what it would say. */
public final class Kubeconfig {
    private Kubeconfig() {}

    public static ApiClient connect(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "The kubeconfig " + file + " cannot be read; set navarch.kubeconfig to the cluster's file");
        }
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var config = KubeConfig.loadKubeConfig(reader);
            config.setFile(file.toFile());
            var client = ClientBuilder.kubeconfig(config).build();
            JSON.setGson(ModelJson.gson());
            return client;
        } catch (IOException e) {
            throw new IllegalArgumentException("The kubeconfig " + file + " is broken: " + e.getMessage(), e);
        }
    }

    /**
     * For somebody who has no kubeconfig yet.
     *
     * @param authority the cluster's certificate, in PEM
     */
    public static ApiClient connect(String server, String authority, String token) {
        var client = new ClientBuilder()
                .setBasePath(server)
                .setVerifyingSsl(true)
                .setCertificateAuthority(authority.getBytes(StandardCharsets.US_ASCII))
                .setAuthentication(new AccessTokenAuthentication(token))
                .build();
        JSON.setGson(ModelJson.gson());
        return client;
    }
}

package dev.navarch.pki;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kubeconfig of one cluster, user and context. Certificates and key are PEM.
 *
 * @param name of the context and of the cluster
 */
public record Kubeconfig(
        String name,
        String server,
        String user,
        String certificateAuthority,
        String clientCertificate,
        String clientKey) {
    public static Kubeconfig of(
            String name, String server, String user, String certificateAuthority, String certificate, String key) {
        return new Kubeconfig(name, server, user, certificateAuthority, certificate, key);
    }

    public Kubeconfig named(String newName, String newUser) {
        return new Kubeconfig(newName, server, newUser, certificateAuthority, clientCertificate, clientKey);
    }

    /** Reads the current context; certificates and key must stand in the file itself. */
    public static Kubeconfig parse(String yaml) {
        var document = KubeconfigDocument.parse(yaml);
        var contextName = document.currentContext();
        var context = document.entry("contexts", contextName, "context");
        var cluster = document.entry("clusters", text(context, "cluster"), "cluster");
        var user = document.entry("users", text(context, "user"), "user");
        return new Kubeconfig(
                contextName,
                text(cluster, "server"),
                text(context, "user"),
                decoded(cluster, "certificate-authority-data"),
                decoded(user, "client-certificate-data"),
                decoded(user, "client-key-data"));
    }

    /** Of a kubeconfig without contexts and users, such as cluster-info's: the authority of its first cluster, in PEM. */
    public static String authorityOf(String yaml) {
        return decoded(KubeconfigDocument.parse(yaml).firstCluster(), "certificate-authority-data");
    }

    public String toYaml() {
        var document = KubeconfigDocument.empty();
        document.put(this, true);
        return document.toYaml();
    }

    Map<String, Object> clusterEntry() {
        return ordered("server", server, "certificate-authority-data", encoded(certificateAuthority));
    }

    Map<String, Object> userEntry() {
        return ordered("client-certificate-data", encoded(clientCertificate), "client-key-data", encoded(clientKey));
    }

    Map<String, Object> contextEntry() {
        return ordered("cluster", name, "user", user);
    }

    private static Map<String, Object> ordered(String... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) map.put(keysAndValues[i], keysAndValues[i + 1]);
        return map;
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(Map<?, ?> entry, String key) {
        try {
            return new String(Base64.getDecoder().decode(text(entry, key)), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new PkiException("kubeconfig: " + key + " is not base64", e);
        }
    }

    private static String text(Map<?, ?> entry, String key) {
        if (entry.get(key) instanceof String value) return value;
        throw new PkiException("kubeconfig: no " + key + " among " + List.copyOf(entry.keySet()), null);
    }
}

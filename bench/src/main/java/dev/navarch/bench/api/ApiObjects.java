package dev.navarch.bench.api;

/** The objects that a load consists of, as JSON. */
public final class ApiObjects {
    public static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    public static final String PODS = "/api/v1/namespaces/default/pods";

    private ApiObjects() {}

    public static String configMap(String name, int size) {
        return """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":{"text":"%s"}}""".formatted(name, "x".repeat(size));
    }

    /** @param scheduler whose pod it is; one that does not exist leaves it pending */
    public static String pod(String name, String scheduler, int padding) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"bench"},"annotations":{"text":"%s"}},
                "spec":{"schedulerName":"%s","terminationGracePeriodSeconds":0,"containers":[{"name":"main","image":"bench:1",
                "resources":{"requests":{"cpu":"10m","memory":"16Mi"}}}]}}""".formatted(name, "x".repeat(padding), scheduler);
    }
}

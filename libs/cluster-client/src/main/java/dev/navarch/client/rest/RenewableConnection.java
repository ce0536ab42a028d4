package dev.navarch.client.rest;

import io.kubernetes.client.openapi.ApiClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A connection whose client certificate may be renewed while it is in use. */
public final class RenewableConnection {
    private final Path kubeconfig;
    private final ApiClient api;
    private final RenewableSockets sockets;

    private RenewableConnection(Path kubeconfig, ApiClient api, RenewableSockets sockets) {
        this.kubeconfig = kubeconfig;
        this.api = api;
        this.sockets = sockets;
    }

    /** @param kubeconfig of a cluster that is reached over TLS */
    public static RenewableConnection open(Path kubeconfig) {
        var api = Kubeconfig.connect(kubeconfig);
        var sockets = new RenewableSockets(factory(api));
        api.setHttpClient(api.getHttpClient()
                .newBuilder()
                .sslSocketFactory(sockets, trust(api))
                .build());
        return new RenewableConnection(kubeconfig, api, sockets);
    }

    public ApiClient api() {
        return api;
    }

    /** Reads the file anew. Requests that are under way fail as if the connection had broken; watches come back by themselves. */
    public void renew() {
        sockets.renew(factory(Kubeconfig.connect(kubeconfig)));
    }

    /** A context of its own each time: a TLS session that is resumed would carry the certificate that it began with. */
    private static SSLSocketFactory factory(ApiClient api) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(api.getKeyManagers(), new TrustManager[] {trust(api)}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    private static X509TrustManager trust(ApiClient api) {
        return Objects.requireNonNull(api.getHttpClient().x509TrustManager(), "A kubeconfig without TLS");
    }
}

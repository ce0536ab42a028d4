package dev.navarch.metrics.serving;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Takes any client certificate: TLS only proves that the client holds its key, {@link FrontProxy} judges it. Made by Tomcat. */
public final class JudgedLater implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException("This is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}

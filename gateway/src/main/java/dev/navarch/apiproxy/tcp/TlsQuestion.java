package dev.navarch.apiproxy.tcp;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whether a path answers 200 over TLS to somebody unnamed. Any certificate will do: nothing secret is asked or told, and the
 * clients that are led there look at the certificate themselves.
 */
final class TlsQuestion implements HealthProbe.Question {
    private static final int STATUS_LINE = 128;
    private static final SSLSocketFactory TLS = trustingAnyone();

    private final int timeoutMillis;
    private final String path;

    TlsQuestion(Duration timeout, String path) {
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
        this.path = path;
    }

    @Override
    public String ask(HostAndPort backend) {
        try (var socket = new Socket()) {
            socket.connect(backend.resolved(), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            var status = statusLine(socket, backend);
            return status.matches("HTTP/1\\.[01] 200( .*)?") ? WELL : path + " answered " + status;
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private String statusLine(Socket plain, HostAndPort backend) throws IOException {
        try (var socket = TLS.createSocket(plain, backend.host(), backend.port(), true)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + backend + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            var head = new String(socket.getInputStream().readNBytes(STATUS_LINE), StandardCharsets.ISO_8859_1);
            return head.lines().findFirst().orElse("nothing");
        }
    }

    private static SSLSocketFactory trustingAnyone() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package dev.navarch.nodeagent.probe;

import io.kubernetes.client.openapi.models.V1HTTPGetAction;
import io.kubernetes.client.openapi.models.V1HTTPHeader;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.HttpClient;

/** GET, success for 200 to 399. Certificates are not checked; redirects are followed on the same host only. */
final class HttpProbe {
    private static final String TIMED_OUT =
            "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";

    private HttpProbe() {}

    static ProbeResult get(V1HTTPGetAction action, int port, String ip, Duration timeout) {
        var scheme = Objects.requireNonNullElse(action.getScheme(), "HTTP").toLowerCase(Locale.ROOT);
        var host = action.getHost() == null || action.getHost().isEmpty() ? ip : action.getHost();
        var path = Objects.requireNonNullElse(action.getPath(), "/");
        var url = scheme + "://" + host + ":" + port + (path.startsWith("/") ? path : "/" + path);
        try {
            var code = client(host, scheme, action, timeout)
                    .get()
                    .uri(URI.create(url))
                    .response()
                    .map(response -> response.status().code())
                    .block(timeout);
            if (code != null && code >= 200 && code < 400) return ProbeResult.SUCCESS;
            return new ProbeResult.Failure("HTTP probe failed with statuscode: " + code);
        } catch (IllegalArgumentException e) {
            return new ProbeResult.Problem(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new ProbeResult.Failure("Get \"" + url + "\": " + reason(e, host, port));
        } catch (SSLException e) {
            return new ProbeResult.Problem(String.valueOf(e.getMessage()));
        }
    }

    private static HttpClient client(String host, String scheme, V1HTTPGetAction action, Duration timeout)
            throws SSLException {
        var client = HttpClient.newConnection()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .responseTimeout(timeout)
                .followRedirect((request, response) -> response.status().code() / 100 == 3
                        && sameHost(host, response.responseHeaders().get("Location")))
                .headers(headers -> setHeaders(headers, action));
        if (!scheme.equals("https")) return client;
        var context = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm("")
                .build();
        return client.secure(ssl -> ssl.sslContext(context));
    }

    private static boolean sameHost(String host, @org.jspecify.annotations.Nullable String location) {
        if (location == null) return false;
        var target = URI.create(location).getHost();
        return target == null || target.equals(host);
    }

    private static void setHeaders(HttpHeaders headers, V1HTTPGetAction action) {
        headers.set("User-Agent", "kube-probe/1.36").set("Accept", "*/*");
        for (var header : Objects.requireNonNullElse(action.getHttpHeaders(), List.<V1HTTPHeader>of())) {
            if (header.getValue().isEmpty()) headers.remove(header.getName());
            else headers.set(header.getName(), header.getValue());
        }
    }

    private static String reason(RuntimeException thrown, String host, int port) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case io.netty.channel.ConnectTimeoutException _ -> {
                    return TIMED_OUT;
                }
                case ConnectException _ -> {
                    return "dial tcp " + host + ":" + port + ": connect: connection refused";
                }
                case ReadTimeoutException _ -> {
                    return TIMED_OUT;
                }
                default -> {}
            }
        }
        if (String.valueOf(thrown.getMessage()).startsWith("Timeout on blocking read")) return TIMED_OUT;
        var cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return String.valueOf(cause.getMessage());
    }
}

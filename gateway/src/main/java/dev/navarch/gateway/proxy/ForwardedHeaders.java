package dev.navarch.gateway.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** Tells the backend who asked, and for what. What the client itself says about that counts only when it is a trusted proxy. */
public final class ForwardedHeaders implements HttpHeadersFilter, Ordered {
    private static final String FOR = "X-Forwarded-For";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String REAL_IP = "X-Real-IP";
    private static final List<String> CLAIMS =
            List.of(FOR, HOST, PORT, PROTO, REAL_IP, "X-Forwarded-Prefix", "Forwarded");

    private final Set<InetAddress> trusted;

    /** @param trusted IP addresses */
    public ForwardedHeaders(List<String> trusted) {
        this.trusted = trusted.stream().map(InetAddress::ofLiteral).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var client = request.getRemoteAddress() == null
                ? null
                : request.getRemoteAddress().getAddress();
        var headers = new HttpHeaders();
        headers.putAll(input);
        CLAIMS.forEach(headers::remove);
        if (client != null && trusted.contains(client)) believe(request.getHeaders(), headers);
        if (client != null) append(headers, client.getHostAddress());
        setMissing(headers, HOST, request.getHeaders().getFirst("Host"));
        setMissing(headers, PROTO, request.getURI().getScheme());
        setMissing(headers, PORT, port(request));
        return headers;
    }

    private static void believe(HttpHeaders claimed, HttpHeaders headers) {
        for (var name : CLAIMS) {
            var values = claimed.get(name);
            if (values != null) headers.put(name, values);
        }
    }

    private static void append(HttpHeaders headers, String client) {
        var before = headers.get(FOR);
        headers.set(FOR, before == null ? client : String.join(", ", before) + ", " + client);
        setMissing(headers, REAL_IP, client);
    }

    private static void setMissing(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null && !headers.containsHeader(name)) headers.set(name, value);
    }

    private static String port(ServerHttpRequest request) {
        var port = request.getURI().getPort();
        if (port > 0) return Integer.toString(port);
        return Objects.equals(request.getURI().getScheme(), "https") ? "443" : "80";
    }
}

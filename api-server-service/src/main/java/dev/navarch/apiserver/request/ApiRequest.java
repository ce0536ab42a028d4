package dev.navarch.apiserver.request;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * One HTTP request on its way through filters and handlers, on a virtual thread of its own.
 *
 * @param query decoded query parameters in the order they came
 * @param warnings texts that become Warning headers; any thread may add
 * @param exchange for those who answer with a stream and for the TLS session; nobody else writes to it
 */
public record ApiRequest(
        String method,
        RequestInfo info,
        Caller caller,
        Map<String, List<String>> query,
        HttpHeaders headers,
        Body body,
        Set<String> warnings,
        ServerWebExchange exchange) {

    /** Reads the body when first asked, so that nobody's body is read who may not write. */
    public interface Body {
        /**
         * Blocks until all of it has arrived.
         *
         * @throws dev.navarch.machinery.status.StatusException 413 beyond the limit
         */
        byte[] bytes();
    }

    public ApiRequest withCaller(Caller other) {
        return new ApiRequest(method, info, other, query, headers, body, warnings, exchange);
    }

    public ApiRequest withInfo(RequestInfo other) {
        return new ApiRequest(method, other, caller, query, headers, body, warnings, exchange);
    }

    /** The first value of a query parameter; empty when it is not there. */
    public String parameter(String name) {
        var values = query.get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    /** As upstream reads booleans in a query: there, and neither "false" nor "0". */
    public boolean flag(String name) {
        var values = query.get(name);
        if (values == null || values.isEmpty()) return false;
        return switch (values.getFirst()) {
            case "false", "0" -> false;
            default -> true;
        };
    }

    public @Nullable String header(String name) {
        return headers.getFirst(name);
    }

    public void warn(String text) {
        warnings.add(text);
    }

    public static Set<String> noWarnings() {
        return new ConcurrentSkipListSet<>();
    }
}

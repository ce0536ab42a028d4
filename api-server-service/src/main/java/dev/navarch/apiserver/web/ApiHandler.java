package dev.navarch.apiserver.web;

import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.Caller;
import dev.navarch.apiserver.request.UserInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/**
 * Every request: takes it from the event loop to a virtual thread of its own, through the filters to whoever answers, and brings the
 * answer back. A client that leaves, or a deadline that passes, interrupts that thread.
 */
public final class ApiHandler implements WebHandler {
    private static final Duration MUTATING = Duration.ofSeconds(34);
    private static final Duration READING = Duration.ofSeconds(60);

    private final RequestFilter.Next chain;
    private final ResponseWriter writer;
    private final ErrorTranslation errors;
    private final Deadlines deadlines;
    private final Clock clock;
    private final int maxBodyBytes;

    public ApiHandler(
            List<RequestFilter> filters,
            RequestFilter.Next last,
            ResponseWriter writer,
            ObjectResponses responses,
            Deadlines deadlines,
            Clock clock,
            int maxBodyBytes) {
        this.chain = FilterChain.of(filters, last);
        this.writer = writer;
        this.errors = new ErrorTranslation(responses);
        this.deadlines = deadlines;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.<Answered>create(sink -> {
                    var thread = Thread.ofVirtual().unstarted(() -> sink.success(answer(exchange)));
                    sink.onCancel(thread::interrupt);
                    thread.start();
                })
                .flatMap(answered -> writer.write(exchange, answered.request, answered.response));
    }

    private record Answered(@Nullable ApiRequest request, ApiResponse response) {}

    private Answered answer(ServerWebExchange exchange) {
        ApiRequest request = null;
        try {
            request = request(exchange);
            deadlines.begin(request.caller().deadline());
            return new Answered(request, chain.handle(request));
        } catch (Throwable failed) {
            return new Answered(request, errors.response(request, failed, deadlines.passed()));
        } finally {
            deadlines.end();
        }
    }

    private ApiRequest request(ServerWebExchange exchange) {
        var incoming = exchange.getRequest();
        var headers = incoming.getHeaders();
        exchange.getResponse().getHeaders().set("Audit-Id", auditId(headers));
        var method = incoming.getMethod().name();
        var query = QueryParameters.parse(incoming.getURI().getRawQuery());
        var path = UriUtils.decode(incoming.getURI().getRawPath(), "UTF-8");
        var info = RequestInfoResolver.resolve(method, path, query);
        var agent = headers.getFirst(HttpHeaders.USER_AGENT);
        return new ApiRequest(
                method,
                info,
                new Caller(
                        UserInfo.ANONYMOUS,
                        agent == null ? "" : agent,
                        clock.instant().plus(timeLimit(info.verb()))),
                query,
                headers,
                new StreamedBody(incoming, maxBodyBytes),
                ApiRequest.noWarnings(),
                exchange);
    }

    private static String auditId(HttpHeaders headers) {
        var given = headers.getFirst("Audit-ID");
        return given == null || given.isEmpty() ? randomId().toString() : given;
    }

    /** Tells requests apart, keeps no secret: no need to wait for the machine's entropy. */
    private static UUID randomId() {
        var random = ThreadLocalRandom.current();
        var version4 = (random.nextLong() & ~0xf000L) | 0x4000L;
        var variant2 = (random.nextLong() & ~(0xc0L << 56)) | (0x80L << 56);
        return new UUID(version4, variant2);
    }

    private static Duration timeLimit(String verb) {
        return switch (verb) {
            case "create", "update", "patch", "delete", "deletecollection" -> MUTATING;
            default -> READING;
        };
    }
}

package dev.navarch.admin.access;

import dev.navarch.operations.access.Credentials;
import dev.navarch.operations.access.OperationsGate;
import dev.navarch.operations.access.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The page where a token is shown, and what comes of it. In place of Spring Boot Admin's, which asks for a password. */
public final class SignIn {
    private static final String PAGE = read();

    private final OperationsGate gate;

    public SignIn(OperationsGate gate) {
        this.gate = gate;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/login", _ -> page(200, ""))
                .POST("/login", this::signIn)
                .POST("/logout", _ -> to("/login", TokenCookie.gone()))
                .build();
    }

    private Mono<ServerResponse> signIn(ServerRequest request) {
        return request.formData().flatMap(form -> {
            var token = Objects.requireNonNullElse(form.getFirst("token"), "").strip();
            if (token.isEmpty()) return page(401, "A token is needed.");
            return Mono.fromCallable(() -> gate.judge(new Credentials(null, token), "GET", "/actuator"))
                    .subscribeOn(Schedulers.boundedElastic())
                    .flatMap(verdict -> switch (verdict) {
                        case Verdict.Allowed _ -> to("/", TokenCookie.of(token));
                        case Verdict.Refused(var status, var message) -> page(status, message);
                    });
        });
    }

    private static Mono<ServerResponse> page(int status, String message) {
        return ServerResponse.status(status)
                .contentType(MediaType.TEXT_HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .bodyValue(PAGE.replace("{{message}}", HtmlUtils.htmlEscape(message)));
    }

    private static Mono<ServerResponse> to(String path, ResponseCookie cookie) {
        return ServerResponse.seeOther(URI.create(path)).cookie(cookie).build();
    }

    private static String read() {
        try (var page = Objects.requireNonNull(SignIn.class.getResourceAsStream("sign-in.html"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

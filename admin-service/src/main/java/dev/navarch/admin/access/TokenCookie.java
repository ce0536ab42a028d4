package dev.navarch.admin.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** A browser keeps the token until it is closed; no script and no other site gets at it. Nothing is kept here. */
final class TokenCookie {
    private static final String NAME = "navarch-token";

    private TokenCookie() {}

    static ResponseCookie of(String token) {
        return ResponseCookie.from(NAME, token)
                .httpOnly(true)
                .secure(true)
                .sameSite("Strict")
                .path("/")
                .build();
    }

    static ResponseCookie gone() {
        return of("").mutate().maxAge(Duration.ZERO).build();
    }

    static @Nullable String find(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }
}

package dev.navarch.apiserver.web;

import dev.navarch.apiserver.authentication.Authenticator;
import dev.navarch.apiserver.authentication.Authenticator.Credentials;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.Caller;
import dev.navarch.apiserver.request.UserInfo;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Learns who calls. Whoever shows nothing is anonymous, and may be refused further in. */
public final class AuthenticationFilter implements RequestFilter {
    private final List<Authenticator> authenticators;

    public AuthenticationFilter(List<Authenticator> authenticators) {
        this.authenticators = List.copyOf(authenticators);
    }

    @Override
    public FilterOrder order() {
        return FilterOrder.AUTHENTICATION;
    }

    @Override
    public ApiResponse filter(ApiRequest request, Next next) {
        var credentials = new Credentials(certificates(request), bearerToken(request));
        var caller = request.caller();
        return next.handle(request.withCaller(new Caller(user(credentials), caller.userAgent(), caller.deadline())));
    }

    private UserInfo user(Credentials credentials) {
        for (var authenticator : authenticators) {
            var user = authenticator.authenticate(credentials);
            if (user != null) return user;
        }
        return UserInfo.ANONYMOUS;
    }

    private static List<X509Certificate> certificates(ApiRequest request) {
        var tls = request.exchange().getRequest().getSslInfo();
        var chain = tls == null ? null : tls.getPeerCertificates();
        if (chain == null) return List.of();
        var certificates = new ArrayList<X509Certificate>();
        for (var certificate : chain) certificates.add(certificate);
        return certificates;
    }

    private static @Nullable String bearerToken(ApiRequest request) {
        var header = request.header(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }
}

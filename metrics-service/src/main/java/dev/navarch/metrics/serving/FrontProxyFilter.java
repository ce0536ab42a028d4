package dev.navarch.metrics.serving;

import dev.navarch.client.ApiFailure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in what the API server passes on for somebody who may; health is for everybody. */
public final class FrontProxyFilter extends OncePerRequestFilter {
    private static final String CERTIFICATE = "jakarta.servlet.request.X509Certificate";

    private final FrontProxy proxy;
    private final Access access;

    public FrontProxyFilter(FrontProxy proxy, Access access) {
        this.proxy = proxy;
        this.access = access;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/healthz") || path.startsWith("/actuator/health");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!proxy.isBehind((X509Certificate[]) request.getAttribute(CERTIFICATE))
                || request.getHeader("X-Remote-User") == null) {
            refuse(response, 401, "Unauthorized", "Unauthorized");
            return;
        }
        try {
            if (access.allows(request)) chain.doFilter(request, response);
            else
                refuse(
                        response,
                        403,
                        "Forbidden",
                        "User \"" + request.getHeader("X-Remote-User") + "\" cannot get path \""
                                + request.getRequestURI() + "\"");
        } catch (ApiFailure e) {
            refuse(response, 503, "ServiceUnavailable", "Access could not be reviewed: " + e.getMessage());
        }
    }

    private static void refuse(HttpServletResponse response, int code, String reason, String message)
            throws IOException {
        response.setStatus(code);
        response.setContentType("application/json");
        response.getWriter().write(Documents.status(code, reason, message));
    }
}

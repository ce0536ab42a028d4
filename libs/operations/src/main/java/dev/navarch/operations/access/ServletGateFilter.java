package dev.navarch.operations.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.security.cert.X509Certificate;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;

/** The gate before an Actuator on Tomcat. */
public final class ServletGateFilter extends OncePerRequestFilter {
    private static final String CERTIFICATE = "jakarta.servlet.request.X509Certificate";

    private final OperationsGate gate;

    public ServletGateFilter(OperationsGate gate) {
        this.gate = gate;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !path(request).guarded();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = path(request);
        var credentials = Credentials.of(
                (X509Certificate[]) request.getAttribute(CERTIFICATE), request.getHeader("Authorization"));
        if (path.open() && credentials.absent()) {
            chain.doFilter(request, response);
            return;
        }
        switch (gate.judge(credentials, request.getMethod(), path.value())) {
            case Verdict.Allowed(var caller) -> chain.doFilter(new Known(request, caller), response);
            case Verdict.Refused refused when path.open() -> chain.doFilter(request, response);
            case Verdict.Refused(var status, var message) -> {
                response.setStatus(status);
                response.setContentType("text/plain");
                response.getWriter().println(message);
            }
        }
    }

    private static ActuatorPath path(HttpServletRequest request) {
        return ActuatorPath.of(PathContainer.parsePath(request.getRequestURI()));
    }

    private static final class Known extends HttpServletRequestWrapper {
        private final Caller caller;

        Known(HttpServletRequest request, Caller caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }
    }
}

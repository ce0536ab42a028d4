package dev.navarch.operations.access;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Judges who may see and change what a service shows of itself: as Kubernetes' own components do at their secure ports, by asking the
 * API server about a path and a verb that RBAC knows as {@code nonResourceURLs}. An answer stands for ten seconds. Blocking.
 */
public final class OperationsGate {
    private static final Duration LIFETIME = Duration.ofSeconds(10);
    private static final String SERVICE_UNAVAILABLE = "Whether you may could not be asked: ";

    private final Reviewer reviewer;
    private final RememberedAnswers<String, Optional<Caller>> callers;
    private final RememberedAnswers<Question, Boolean> permissions;

    private record Question(Caller caller, String verb, String path) {}

    public OperationsGate(ClusterClient client, Clock clock) {
        this(new ApiServerReviewer(client), clock);
    }

    OperationsGate(Reviewer reviewer, Clock clock) {
        this.reviewer = reviewer;
        this.callers = new RememberedAnswers<>(LIFETIME, clock);
        this.permissions = new RememberedAnswers<>(LIFETIME, clock);
    }

    /** @param method as in HTTP */
    public Verdict judge(Credentials credentials, String method, String path) {
        try {
            if (credentials.absent()) {
                return new Verdict.Refused(401, "Unauthorized: show a bearer token or a client certificate");
            }
            var caller = caller(credentials);
            if (caller.isEmpty()) {
                return new Verdict.Refused(401, "Unauthorized: the token is not one of this cluster, or has expired");
            }
            return judge(caller.get(), method.toLowerCase(Locale.ROOT), path);
        } catch (ApiFailure failure) {
            return new Verdict.Refused(503, SERVICE_UNAVAILABLE + failure.getMessage());
        }
    }

    private Verdict judge(Caller caller, String verb, String path) {
        var allowed = permissions.get(
                new Question(caller, verb, path),
                question -> reviewer.allows(question.caller(), question.verb(), question.path()));
        return allowed
                ? new Verdict.Allowed(caller)
                : new Verdict.Refused(403, "User \"" + caller.name() + "\" cannot " + verb + " path \"" + path + "\"");
    }

    private Optional<Caller> caller(Credentials credentials) {
        var token = credentials.token();
        if (token != null) {
            return callers.get(digest(token), _ -> Optional.ofNullable(reviewer.authenticate(token)));
        }
        return Optional.ofNullable(credentials.certificate()).map(OperationsGate::subject);
    }

    private static Caller subject(X509Certificate certificate) {
        try {
            var name = "";
            var groups = new ArrayList<String>();
            for (var part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN"))
                    name = part.getValue().toString();
                if (part.getType().equalsIgnoreCase("O"))
                    groups.add(part.getValue().toString());
            }
            groups.add("system:authenticated");
            return new Caller(name, "", List.copyOf(groups), Map.of());
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("A certificate's subject is no name", e);
        }
    }

    /** So that no token lies in memory longer than its request. */
    private static String digest(String token) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.navarch.apiserver.authentication;

import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.pki.CertificateNames;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes a client certificate of the cluster's authority for the user its common name says, in the groups its organizations say.
 * TLS has proved that the client holds the key; chain, validity and purpose are judged here, once a certificate.
 */
public final class ClientCertificateAuthenticator implements Authenticator {
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final String CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";
    /** Bound of what is remembered; when it is full everything is forgotten and judged anew. */
    private static final int REMEMBERED = 4096;

    private final TrustAnchor authority;
    private final Clock clock;
    private final Map<X509Certificate, Judged> judged = new ConcurrentHashMap<>();

    public ClientCertificateAuthenticator(X509Certificate authority, Clock clock) {
        this.authority = new TrustAnchor(authority, null);
        this.clock = clock;
    }

    @Override
    public @Nullable UserInfo authenticate(Credentials credentials) {
        var chain = credentials.certificates();
        if (chain.isEmpty()) return null;
        var leaf = chain.getFirst();
        var known = judged.get(leaf);
        if (known == null) {
            known = judge(chain);
            if (judged.size() >= REMEMBERED) judged.clear();
            judged.put(leaf, known);
        }
        var now = clock.instant();
        if (now.isBefore(known.notBefore()) || now.isAfter(known.notAfter())) throw StatusException.unauthorized();
        return known.user();
    }

    private Judged judge(List<X509Certificate> chain) {
        try {
            var leaf = chain.getFirst();
            var purposes = leaf.getExtendedKeyUsage();
            if (purposes != null && !purposes.contains(CLIENT_AUTH) && !purposes.contains(ANY_PURPOSE))
                throw StatusException.unauthorized();
            var parameters = new PKIXParameters(Set.of(authority));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return new Judged(user(leaf), notBefore(chain), notAfter(chain));
        } catch (GeneralSecurityException e) {
            throw StatusException.unauthorized();
        }
    }

    private static UserInfo user(X509Certificate certificate) throws GeneralSecurityException {
        var name = CertificateNames.commonName(certificate);
        if (name.isEmpty()) throw StatusException.unauthorized();
        var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return new UserInfo(
                name,
                "",
                CertificateNames.organizations(certificate),
                Map.of(CREDENTIAL_ID, List.of("X509SHA256=" + HexFormat.of().formatHex(digest))));
    }

    private static Instant notBefore(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .reduce(Instant.MIN, (one, other) -> one.isAfter(other) ? one : other);
    }

    private static Instant notAfter(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .reduce(Instant.MAX, (one, other) -> one.isBefore(other) ? one : other);
    }

    private record Judged(UserInfo user, Instant notBefore, Instant notAfter) {}
}

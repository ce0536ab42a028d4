package dev.navarch.apiserver.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.navarch.apiserver.identity.ServiceAccountName;
import dev.navarch.apiserver.tokens.TokenClaims.Bound;
import dev.navarch.apiserver.tokens.TokenClaims.BoundKind;
import dev.navarch.apiserver.tokens.TokenClaims.Named;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads tokens back: signature and times. Whether what they name still exists is for others to say. */
public final class TokenVerifier {
    /** Bound of what is remembered; when it is full all is forgotten and verified anew. */
    private static final int REMEMBERED = 4096;

    private final TokenIssuer issuer;
    private final Clock clock;
    private final Map<String, TokenClaims> verified = new ConcurrentHashMap<>();

    public TokenVerifier(TokenIssuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** What became of a token. */
    public sealed interface Verdict {
        record Valid(TokenClaims claims) implements Verdict {}

        record Invalid(String why) implements Verdict {}

        /** No token of this issuer at all. */
        record Foreign() implements Verdict {}
    }

    public Verdict verify(String token) {
        var known = verified.get(token);
        if (known != null) return inTime(known);
        try {
            var jwt = SignedJWT.parse(token);
            var claims = jwt.getJWTClaimsSet();
            if (claims == null || !issuer.name().equals(claims.getIssuer())) return new Verdict.Foreign();
            if (!TokenKey.ALGORITHM.equals(jwt.getHeader().getAlgorithm())
                    || !jwt.verify(new ECDSAVerifier(issuer.key().publicKey())))
                return new Verdict.Invalid("invalid signature");
            var read = read(claims);
            if (read == null) return new Verdict.Invalid("incomplete claims");
            if (verified.size() >= REMEMBERED) verified.clear();
            verified.put(token, read);
            return inTime(read);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return new Verdict.Foreign();
        }
    }

    private Verdict inTime(TokenClaims claims) {
        var now = clock.instant();
        if (now.isAfter(claims.expiresAt())) return new Verdict.Invalid("service account token has expired");
        if (now.plusSeconds(60).isBefore(claims.issuedAt()))
            return new Verdict.Invalid("service account token is not valid yet");
        return new Verdict.Valid(claims);
    }

    private static @Nullable TokenClaims read(JWTClaimsSet claims) throws ParseException {
        var subject = claims.getSubject();
        var account = subject == null ? null : ServiceAccountName.parse(subject);
        var own = claims.getJSONObjectClaim(TokenIssuer.KUBERNETES);
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        if (account == null || own == null || expires == null || issued == null) return null;
        var accountClaim = named(own, "serviceaccount");
        if (accountClaim == null || !accountClaim.name().equals(account.name())) return null;
        var bound = bound(own);
        return new TokenClaims(
                claims.getJWTID() == null ? "" : claims.getJWTID(),
                account,
                accountClaim.uid(),
                claims.getAudience(),
                issued.toInstant(),
                expires.toInstant(),
                bound,
                bound != null && bound.kind() == BoundKind.NODE ? null : named(own, "node"),
                own.get("warnafter") instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null);
    }

    private static @Nullable Bound bound(Map<String, Object> own) {
        for (var kind : BoundKind.values()) {
            var object = named(own, kind.claim());
            if (object != null) return new Bound(kind, object);
        }
        return null;
    }

    private static @Nullable Named named(Map<String, Object> own, String claim) {
        return own.get(claim) instanceof Map<?, ?> map
                        && map.get("name") instanceof String name
                        && map.get("uid") instanceof String uid
                ? new Named(name, uid)
                : null;
    }
}

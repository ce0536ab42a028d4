package dev.navarch.apiserver.tokens;

import dev.navarch.apiserver.authentication.Authenticator;
import dev.navarch.apiserver.registry.ObjectReader;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Takes a bootstrap token for {@code system:bootstrap:ID}, as long as its Secret is there, in time and made for it. */
public final class BootstrapTokenAuthenticator implements Authenticator {
    private static final GroupResource SECRETS = new GroupResource("", "secrets");
    private static final String GROUP = "system:bootstrappers";
    private static final Pattern EXTRA_GROUP = Pattern.compile("system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]");

    private final ObjectReader objects;
    private final Clock clock;

    public BootstrapTokenAuthenticator(ObjectReader objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public @Nullable UserInfo authenticate(Credentials credentials) {
        var token = credentials.bearerToken() == null ? null : BootstrapToken.find(credentials.bearerToken());
        if (token == null) return null;
        var secret = objects.find(SECRETS, BootstrapToken.NAMESPACE, token.secretName());
        if (secret == null || !isGood(secret, token)) throw StatusException.unauthorized();
        return new UserInfo("system:bootstrap:" + token.id(), "", groups(secret), Map.of());
    }

    private boolean isGood(ObjectNode secret, BootstrapToken token) {
        return secret.path("type").asString("").equals(BootstrapToken.SECRET_TYPE)
                && !secret.path("metadata").hasNonNull("deletionTimestamp")
                && isSame(text(secret, "token-secret"), token.secret())
                && text(secret, "token-id").equals(token.id())
                && isInTime(text(secret, "expiration"))
                && text(secret, "usage-bootstrap-authentication").equals("true");
    }

    private boolean isInTime(String expiration) {
        if (expiration.isEmpty()) return true;
        try {
            return clock.instant().isBefore(OffsetDateTime.parse(expiration).toInstant());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static List<String> groups(ObjectNode secret) {
        var groups = new ArrayList<String>();
        groups.add(GROUP);
        var extra = text(secret, "auth-extra-groups");
        if (extra.isEmpty()) return groups;
        for (var group : extra.split(",", -1)) {
            if (!EXTRA_GROUP.matcher(group).matches()) throw StatusException.unauthorized();
            groups.add(group);
        }
        return groups;
    }

    /** Takes as long for a near miss as for a far one. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ObjectNode secret, String key) {
        try {
            var bytes = Base64.getDecoder().decode(secret.path("data").path(key).asString(""));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

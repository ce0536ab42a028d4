package dev.navarch.apiserver.tokens;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code ID.SECRET}: what a new node shows that has no identity yet. Kept as Secret {@code kube-system/bootstrap-token-ID}. */
public record BootstrapToken(String id, String secret) {
    public static final String SECRET_TYPE = "bootstrap.kubernetes.io/token";
    public static final String NAMESPACE = "kube-system";

    private static final Pattern FORM = Pattern.compile("([a-z0-9]{6})\\.([a-z0-9]{16})");

    /** @return null for text of another form */
    public static @Nullable BootstrapToken find(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? new BootstrapToken(matcher.group(1), matcher.group(2)) : null;
    }

    /** @throws IllegalArgumentException for text of another form */
    public static BootstrapToken parse(String text) {
        var token = find(text.strip());
        if (token == null)
            throw new IllegalArgumentException(
                    "A bootstrap token is ID.SECRET, six and sixteen characters out of a-z and 0-9");
        return token;
    }

    public String secretName() {
        return "bootstrap-token-" + id;
    }
}

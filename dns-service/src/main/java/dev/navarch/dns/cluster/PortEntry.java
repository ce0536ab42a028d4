package dev.navarch.dns.cluster;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** @param number -1 where endpoints come without any port */
public record PortEntry(String name, String protocol, int number) {
    static final PortEntry NONE = new PortEntry("", "", -1);

    static PortEntry of(@Nullable String name, @Nullable String protocol, @Nullable Integer number) {
        return new PortEntry(
                name == null ? "" : name.toLowerCase(Locale.ROOT),
                protocol == null ? "tcp" : protocol.toLowerCase(Locale.ROOT),
                number == null ? -1 : number);
    }

    /** Null asks for any. */
    boolean matches(@Nullable String wantedName, @Nullable String wantedProtocol) {
        return (wantedName == null || wantedName.equals(name))
                && (wantedProtocol == null || wantedProtocol.equals(protocol));
    }
}

package dev.navarch.gateway.route;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a server shows for itself; the leaf goes first. */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
    public ServerCertificate {
        chain = List.copyOf(chain);
    }
}

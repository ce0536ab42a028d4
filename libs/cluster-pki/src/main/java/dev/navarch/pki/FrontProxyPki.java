package dev.navarch.pki;

import java.util.List;

/** By what aggregated API servers recognise ours, which tells them in headers whose request it passes on. */
public final class FrontProxyPki {
    /** The only common name that they are told to believe. */
    public static final String CLIENT_NAME = "front-proxy-client";

    private final ClusterPki pki;

    FrontProxyPki(ClusterPki pki) {
        this.pki = pki;
    }

    public String caPem() {
        return pki.caPem();
    }

    public KeyAndCertificate ensureClientCertificate() {
        return DirectoryLock.holding(
                pki.directory(), () -> pki.ensure(CLIENT_NAME, CertificateRequest.client(CLIENT_NAME, List.of())));
    }
}

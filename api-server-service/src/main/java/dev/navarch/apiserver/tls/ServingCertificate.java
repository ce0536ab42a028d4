package dev.navarch.apiserver.tls;

import dev.navarch.pki.KeyAndCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** What the server shows, as it is now: a handshake that has begun ends with the certificate it began with, the next sees the new one. */
public final class ServingCertificate extends X509ExtendedKeyManager {
    private volatile Shown shown;

    /** @param before what a handshake may still be at */
    private record Shown(
            String alias, KeyAndCertificate now, @Nullable Shown before) {
        @Nullable
        KeyAndCertificate find(String wanted) {
            if (alias.equals(wanted)) return now;
            return before == null ? null : before.find(wanted);
        }
    }

    public ServingCertificate(KeyAndCertificate first) {
        shown = new Shown("0", first, null);
    }

    /** @return whether it is another one */
    public synchronized boolean replace(KeyAndCertificate next) {
        var last = shown;
        if (last.now.certificate().equals(next.certificate())) return false;
        var alias = Integer.toString(Integer.parseInt(last.alias) + 1);
        shown = new Shown(alias, next, new Shown(last.alias, last.now, null));
        return true;
    }

    public KeyAndCertificate current() {
        return shown.now;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        var now = shown;
        return now.now.certificate().getPublicKey().getAlgorithm().equals(keyType) ? now.alias : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        var now = shown;
        return now.now.certificate().getPublicKey().getAlgorithm().equals(keyType) ? now.alias : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {shown.alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        var found = shown.find(alias);
        return found == null ? null : new X509Certificate[] {found.certificate()};
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        var found = shown.find(alias);
        return found == null ? null : found.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}

package dev.navarch.nodeagent.join;

import dev.navarch.pki.CertificateAuthority;
import dev.navarch.pki.FileOwner;
import dev.navarch.pki.Kubeconfig;
import dev.navarch.pki.Pem;
import dev.navarch.pki.PkiException;
import dev.navarch.pki.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What a node keeps of its identity. A key and its certificate stand in one file, which is replaced whole: they always belong
 * together.
 */
record NodeFiles(Path directory, PrivateFiles files) {
    private static final String PRIVATE_KEY = "-----BEGIN PRIVATE KEY-----";

    static NodeFiles of(Path directory) {
        return new NodeFiles(directory, new PrivateFiles(new FileOwner.Unchanged()));
    }

    Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    Path authority() {
        return directory.resolve("pki/ca.crt");
    }

    /** Certificate, then key. */
    Path serving() {
        return directory.resolve("pki/serving.pem");
    }

    @Nullable
    Kubeconfig findKubeconfig() {
        try {
            return Files.exists(kubeconfig()) ? Kubeconfig.parse(PrivateFiles.read(kubeconfig())) : null;
        } catch (PkiException broken) {
            return null;
        }
    }

    void write(Kubeconfig kubeconfig) {
        files.write(authority(), kubeconfig.certificateAuthority());
        files.write(kubeconfig(), kubeconfig.toYaml());
    }

    @Nullable
    X509Certificate findServing() {
        try {
            if (!Files.exists(serving())) return null;
            var pem = PrivateFiles.read(serving());
            return Pem.certificate(pem.substring(0, Math.max(0, pem.indexOf(PRIVATE_KEY))));
        } catch (PkiException broken) {
            return null;
        }
    }

    void writeServing(String certificate, String key) {
        files.write(serving(), certificate + key);
    }

    /** The keys of a request that waits: after a restart the same request is asked for again, not one more. */
    KeyPair pendingKeys(String purpose) {
        var file = pending(purpose);
        if (Files.exists(file)) {
            var pem = PrivateFiles.read(file);
            return new KeyPair(Pem.publicKey(pem), Pem.privateKey(pem.substring(pem.indexOf(PRIVATE_KEY))));
        }
        var keys = CertificateAuthority.newKeyPair();
        files.write(file, Pem.write(keys.getPublic()) + Pem.write(keys.getPrivate()));
        return keys;
    }

    void forgetPendingKeys(String purpose) {
        try {
            Files.deleteIfExists(pending(purpose));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pending(String purpose) {
        return directory.resolve("pki/" + purpose + ".key.pending");
    }
}

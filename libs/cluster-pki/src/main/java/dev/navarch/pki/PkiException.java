package dev.navarch.pki;

import org.jspecify.annotations.Nullable;

/** A key, certificate or kubeconfig file that cannot be made, read or written; the message names the file. */
public final class PkiException extends RuntimeException {
    public PkiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.tokens.BootstrapToken;
import org.jspecify.annotations.Nullable;

/**
 * What lets new nodes in.
 *
 * @param authority the cluster's certificate, in PEM
 * @param token good for joining until somebody deletes its Secret; null for none
 */
public record NodeAdmittance(String authority, @Nullable BootstrapToken token) {}

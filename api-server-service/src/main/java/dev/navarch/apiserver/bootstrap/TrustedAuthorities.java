package dev.navarch.apiserver.bootstrap;

/**
 * Whose certificates are believed, as PEM.
 *
 * @param clients the authority of this server's clients
 * @param frontProxy the authority of those who speak for somebody else in headers
 * @param frontProxyName the common name that such a certificate has to carry
 */
public record TrustedAuthorities(String clients, String frontProxy, String frontProxyName) {}

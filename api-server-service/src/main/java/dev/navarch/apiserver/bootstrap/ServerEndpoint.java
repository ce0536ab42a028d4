package dev.navarch.apiserver.bootstrap;

import java.util.List;

/**
 * Where the API servers are reached and what services they have to give.
 *
 * @param addresses what the endpoints of Service kubernetes shall be
 * @param serviceCidr addresses for services; its first is that of Service kubernetes
 */
public record ServerEndpoint(List<String> addresses, int port, String serviceCidr) {
    public ServerEndpoint {
        addresses = List.copyOf(addresses);
    }
}

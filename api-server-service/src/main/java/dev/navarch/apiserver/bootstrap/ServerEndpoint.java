package dev.navarch.apiserver.bootstrap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where the API servers are reached and what services they have to give.
 *
 * @param addresses what the endpoints of Service kubernetes shall be; loopback ones are left out, pods could not reach them
 * @param port 0 while it is not known, as with a port that the system picks: then there are no endpoints
 * @param serviceCidr addresses for services; its first is that of Service kubernetes
 */
public record ServerEndpoint(List<String> addresses, int port, String serviceCidr) {
    public ServerEndpoint {
        addresses = port == 0
                ? List.of()
                : addresses.stream().filter(address -> !isLoopback(address)).toList();
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an address to be reached at: " + address, e);
        }
    }
}

package dev.navarch.apiserver;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** Where this host is reached. */
final class HostAddress {
    private HostAddress() {}

    /** The given address, or this host's first IPv4 address that others can use. */
    static String orOwn(@Nullable String given) {
        if (given != null) return given;
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(HostAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(address -> address.getHostAddress())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "This host has only its loopback: set navarch.api-server.advertise-address"));
        } catch (SocketException unreadable) {
            throw new IllegalStateException("The host's addresses cannot be read", unreadable);
        }
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp() && !one.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }
}

package dev.navarch.standalone.cluster;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;

final class HostAddress {
    /** Of a block set aside for documentation: a machine without a network has no better one. */
    private static final String NONE = "192.0.2.1";
    /** Of clusters on this machine, whose own parts listen there. */
    private static final String HOST_LINKS = "10.89.";

    private HostAddress() {}

    /** This machine's first IPv4 address that others could reach it at. */
    static String find() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address
                            && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress())
                    .map(address -> address.getHostAddress())
                    .filter(address -> !address.startsWith(HOST_LINKS))
                    .sorted()
                    .findFirst()
                    .orElse(NONE);
        } catch (SocketException e) {
            return NONE;
        }
    }
}

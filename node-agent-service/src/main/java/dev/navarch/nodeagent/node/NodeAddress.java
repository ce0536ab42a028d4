package dev.navarch.nodeagent.node;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** The address that others reach this node at. */
public final class NodeAddress {
    private NodeAddress() {}

    /** The given one, or the first global IPv4 address of an interface that is up. */
    public static String choose(@Nullable String given) {
        if (given != null && !given.isEmpty()) return given;
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(NodeAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address
                            && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress())
                    .map(address -> address.getHostAddress())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "this node has no address that others could reach: set navarch.node.node-ip"));
        } catch (SocketException e) {
            throw new IllegalStateException("cannot read this node's addresses", e);
        }
    }

    private static boolean isUp(NetworkInterface candidate) {
        try {
            return candidate.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}

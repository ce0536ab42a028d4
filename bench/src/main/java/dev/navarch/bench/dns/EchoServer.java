package dev.navarch.bench.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/** The yardstick: answers each datagram with the bytes of one file and the id of the query, on a thread and a socket a core. */
final class EchoServer {
    private static final int LARGEST = 512;

    private EchoServer() {}

    /** Argument: the file. Prints its port, ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        var answer = Files.readAllBytes(Path.of(arguments[0]));
        var port = 0;
        for (var i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            var socket = new DatagramSocket(null);
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = socket.getLocalPort();
            Thread.ofPlatform().daemon().start(() -> serve(socket, answer));
        }
        System.out.println(port);
        System.in.readAllBytes();
    }

    private static void serve(DatagramSocket socket, byte[] answer) {
        var query = new DatagramPacket(new byte[LARGEST], LARGEST);
        var wire = answer.clone();
        while (true) {
            try {
                query.setLength(LARGEST);
                socket.receive(query);
                wire[0] = query.getData()[0];
                wire[1] = query.getData()[1];
                socket.send(new DatagramPacket(wire, wire.length, query.getSocketAddress()));
            } catch (IOException failed) {
                System.err.println("The yardstick lost a query: " + failed);
            }
        }
    }
}

package dev.navarch.nodeagent.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Network namespaces wired as CNI's ptp plugin does it, each with a TCP and a UDP server that say who they are and who called. */
final class FakePods implements AutoCloseable {
    static final int ECHO = 9090;

    private final String prefix = "proxy-it-" + ProcessHandle.current().pid() + "-";
    private final List<Closeable> servers = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    static FakePods create() throws Exception {
        var pods = new FakePods();
        pods.plug("a", "10.244.0.2", "10.244.0.1", 32);
        pods.plug("b", "10.244.0.3", "10.244.0.1", 32);
        pods.plug("outside", "10.99.0.2", "10.99.0.1", 24);
        for (var name : List.of("a", "b")) {
            pods.serveTcp(name);
            pods.serveEcho(name);
            pods.serveUdp(name);
        }
        return pods;
    }

    /** What the server says to a connection from there. */
    String from(String name, String address, int port) throws Exception {
        return InNetwork.call(prefix + name, () -> connect(address, port));
    }

    static String connect(String address, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(2000);
            socket.connect(new InetSocketAddress(address, port), 2000);
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        for (var server : servers) server.close();
        for (var name : names) Commands.run(List.of("ip", "netns", "del", prefix + name));
    }

    private void plug(String name, String address, String gateway, int bits) {
        var namespace = prefix + name;
        names.add(name);
        must("ip netns add " + namespace);
        must("ip link add p-" + name + " type veth peer name eth0 netns " + namespace);
        must("ip addr add " + gateway + "/" + bits + " dev p-" + name);
        must("ip link set p-" + name + " up");
        must("ip -n " + namespace + " link set lo up");
        must("ip -n " + namespace + " addr add " + address + "/" + bits + " dev eth0");
        must("ip -n " + namespace + " link set eth0 up");
        if (bits == 32) {
            must("ip route add " + address + "/32 dev p-" + name);
            must("ip -n " + namespace + " route add " + gateway + " dev eth0");
        }
        must("ip -n " + namespace + " route add default via " + gateway);
    }

    private void serveTcp(String name) throws Exception {
        var server = InNetwork.call(prefix + name, () -> new ServerSocket(8080));
        servers.add(server);
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (var client = server.accept()) {
                    var caller = client.getInetAddress().getHostAddress();
                    client.getOutputStream().write((name + " " + caller).getBytes(UTF_8));
                } catch (IOException e) {
                    if (server.isClosed()) return;
                }
            }
        });
    }

    /** Says who it is, then whatever it is told, as long as the caller stays. */
    private void serveEcho(String name) throws Exception {
        var server = InNetwork.call(prefix + name, () -> new ServerSocket(ECHO));
        servers.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var client = server.accept();
                    Thread.ofVirtual().start(() -> echo(name, client));
                } catch (IOException e) {
                    if (server.isClosed()) return;
                }
            }
        });
    }

    private static void echo(String name, Socket client) {
        try (client) {
            client.getOutputStream().write(name.charAt(0));
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            // The caller is.
        }
    }

    private void serveUdp(String name) throws Exception {
        var server = InNetwork.call(prefix + name, () -> new DatagramSocket(5353));
        servers.add(server);
        Thread.ofVirtual().start(() -> {
            var packet = new DatagramPacket(new byte[100], 100);
            while (true) {
                try {
                    server.receive(packet);
                    server.send(new DatagramPacket(name.getBytes(UTF_8), 1, packet.getSocketAddress()));
                } catch (IOException e) {
                    if (server.isClosed()) return;
                }
            }
        });
    }

    private static void must(String command) {
        var result = Commands.run(List.of(command.split(" ")));
        if (!result.succeeded()) throw new IllegalStateException(command + ": " + result.output());
    }
}

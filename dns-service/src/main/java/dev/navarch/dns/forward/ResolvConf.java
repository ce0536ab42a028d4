package dev.navarch.dns.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The name servers of a resolv.conf. */
final class ResolvConf {
    private static final int PORT = 53;

    private ResolvConf() {}

    /** None when the file cannot be read. A server may carry its port, as in {@code 127.0.0.1#5353}. */
    static List<InetSocketAddress> read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException _) {
            return List.of();
        }
    }

    static List<InetSocketAddress> parse(List<String> lines) {
        var servers = new ArrayList<InetSocketAddress>();
        for (var line : lines) {
            var words = line.strip().split("\\s+");
            if (words.length < 2 || !words[0].equals("nameserver")) continue;
            var hash = words[1].indexOf('#');
            var address = hash < 0 ? words[1] : words[1].substring(0, hash);
            var port = hash < 0 ? PORT : Integer.parseInt(words[1].substring(hash + 1));
            servers.add(new InetSocketAddress(InetAddress.ofLiteral(withoutZone(address)), port));
        }
        return List.copyOf(servers);
    }

    private static String withoutZone(String address) {
        var percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }
}

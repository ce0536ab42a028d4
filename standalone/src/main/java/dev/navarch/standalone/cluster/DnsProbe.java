package dev.navarch.standalone.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** Asks a DNS server one question, to see whether it serves. */
final class DnsProbe {
    private static final int TIMEOUT_MILLIS = 1000;
    private static final int ANSWER_COUNT = 7;

    private DnsProbe() {}

    /** True when the answer holds at least one address. */
    static boolean resolves(String server, int port, String name) {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var question = question(name);
            socket.send(new DatagramPacket(question, question.length, InetAddress.getByName(server), port));
            var answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return answer.getLength() > 12 && answer.getData()[ANSWER_COUNT] > 0;
        } catch (IOException noAnswer) {
            return false;
        }
    }

    private static byte[] question(String name) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x4e, 0x56, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (var label : name.split("\\.")) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes(new byte[] {0, 0, 1, 0, 1});
        return bytes.toByteArray();
    }
}

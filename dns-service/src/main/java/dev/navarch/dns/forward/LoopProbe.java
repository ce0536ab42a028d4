package dev.navarch.dns.forward;

import dev.navarch.dns.server.Answer;
import dev.navarch.dns.server.Resolver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Sends each upstream server a question that only this process can know. If it comes in again, that server leads back here, and
 * forwarding to it would go round for ever.
 */
public final class LoopProbe implements Resolver, AutoCloseable {
    private static final String SUFFIX = ".loop.navarch.invalid.";
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Forwarder forwarder;
    private final Map<String, InetSocketAddress> sent = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Boolean> cameBack = new ConcurrentHashMap<>();
    private volatile @Nullable Thread thread;

    public LoopProbe(Forwarder forwarder) {
        this.forwarder = forwarder;
    }

    public void start() {
        thread = Thread.ofVirtual().name("dns-loop-probe").start(this::run);
    }

    @Override
    public void close() {
        var running = thread;
        thread = null;
        if (running != null) running.interrupt();
    }

    @Override
    public @Nullable Answer resolve(Name name, int type) {
        if (type != Type.HINFO || sent.isEmpty()) return null;
        var server = sent.get(name.toString().toLowerCase(Locale.ROOT));
        if (server == null) return null;
        cameBack.put(server, true);
        forwarder.markLooping(server);
        return Answer.SERVER_FAILURE;
    }

    void probeAll() {
        forwarder.reload();
        forwarder.servers().forEach(this::probe);
    }

    private void run() {
        try {
            while (true) {
                probeAll();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void probe(InetSocketAddress server) {
        var name = UUID.randomUUID() + SUFFIX;
        sent.put(name, server);
        cameBack.remove(server);
        try {
            var question = Record.newRecord(Name.fromString(name), Type.HINFO, DClass.IN);
            Forwarder.ask(server, Message.newQuery(question).toWire(), false);
            if (!cameBack.containsKey(server)) forwarder.clearLooping(server);
        } catch (TextParseException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            sent.remove(name);
        }
    }
}

package dev.navarch.dns.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Turns a query into a response: first from memory, and only if that does not do, from elsewhere. */
final class QueryHandler {
    private static final int PLAIN_UDP = 512;
    private static final int LARGEST_UDP = 4096;
    private static final int OWN_PAYLOAD = 1232;
    private static final int LARGEST_TCP = 65_535;
    private static final int LONGEST_ALIAS_CHAIN = 8;

    private final List<Resolver> chain;
    private final Upstream upstream;

    QueryHandler(List<Resolver> chain, Upstream upstream) {
        this.chain = List.copyOf(chain);
        this.upstream = upstream;
    }

    sealed interface Local {
        record Known(ByteBuffer response) implements Local {}

        /** Somebody must be asked, for everything or for what an alias points to: see {@link #finish}. */
        record Unknown(Message query, @Nullable Answer unfinished) implements Local {}
    }

    /** Null for what is no query at all and gets no answer. */
    @Nullable
    Local answerLocally(byte[] wire, boolean tcp) {
        if (wire.length < 12) return null;
        Message query;
        try {
            query = new Message(wire);
        } catch (IOException malformed) {
            return new Local.Known(ByteBuffer.wrap(formatError(wire)));
        }
        if (query.getHeader().getFlag(Flags.QR)) return null;
        var refused = refusal(query);
        if (refused >= 0) return new Local.Known(ByteBuffer.wrap(error(query, refused, tcp)));
        var question = query.getQuestion();
        var answer = resolve(question.getName(), question.getType());
        if (answer == null || answer.alias() != null) return new Local.Unknown(query, answer);
        return new Local.Known(ByteBuffer.wrap(compose(query, answer, tcp)));
    }

    /** Asks elsewhere; blocks. */
    byte[] finish(byte[] wire, Local.Unknown local, boolean tcp) {
        var unfinished = local.unfinished();
        if (unfinished == null || unfinished.alias() == null) {
            var forwarded = upstream.exchange(wire, tcp);
            return forwarded != null ? forwarded : error(local.query(), Rcode.SERVFAIL, tcp);
        }
        return compose(local.query(), follow(unfinished, unfinished.alias(), local.query(), tcp), tcp);
    }

    private @Nullable Answer resolve(Name name, int type) {
        Answer sum = null;
        for (var hops = 0; hops < LONGEST_ALIAS_CHAIN; hops++) {
            var next = ask(name, type);
            if (next == null) return sum;
            sum = sum == null ? next : joined(sum, next);
            if (next.alias() == null) return sum;
            name = next.alias();
        }
        return Answer.SERVER_FAILURE;
    }

    private @Nullable Answer ask(Name name, int type) {
        for (var resolver : chain) {
            var answer = resolver.resolve(name, type);
            if (answer != null) return answer;
        }
        return null;
    }

    /** The alias stays true even if its target cannot be looked up. */
    private Answer follow(Answer unfinished, Name alias, Message query, boolean tcp) {
        var asked = Message.newQuery(Record.newRecord(alias, query.getQuestion().getType(), DClass.IN));
        var wire = upstream.exchange(asked.toWire(), tcp);
        var rest = wire == null ? null : parse(wire);
        if (rest == null) return new Answer(Rcode.SERVFAIL, unfinished.answers(), List.of(), List.of(), null);
        var answers = new ArrayList<>(unfinished.answers());
        answers.addAll(rest.getSection(Section.ANSWER));
        return new Answer(rest.getRcode(), answers, rest.getSection(Section.AUTHORITY), List.of(), null);
    }

    private static @Nullable Message parse(byte[] wire) {
        try {
            return new Message(wire);
        } catch (IOException _) {
            return null;
        }
    }

    private static Answer joined(Answer first, Answer second) {
        var answers = new ArrayList<>(first.answers());
        answers.addAll(second.answers());
        return new Answer(second.code(), answers, second.authority(), second.additional(), second.alias());
    }

    /** The code to refuse with; -1 for a query that will be answered. */
    private static int refusal(Message query) {
        if (query.getHeader().getOpcode() != Opcode.QUERY) return Rcode.NOTIMP;
        if (query.getHeader().getCount(Section.QUESTION) != 1) return Rcode.FORMERR;
        if (query.getQuestion().getDClass() != DClass.IN) return Rcode.REFUSED;
        var extension = query.getOPT();
        return extension != null && extension.getVersion() > 0 ? Rcode.BADVERS : -1;
    }

    private static byte[] error(Message query, int code, boolean tcp) {
        return compose(query, new Answer(code, List.of(), List.of(), List.of(), null), tcp);
    }

    private static byte[] formatError(byte[] wire) {
        var header = new Header((wire[0] & 0xff) << 8 | (wire[1] & 0xff));
        header.setFlag(Flags.QR);
        header.setRcode(Rcode.FORMERR);
        return header.toWire();
    }

    private static byte[] compose(Message query, Answer answer, boolean tcp) {
        var response = new Message(query.getHeader().getID());
        var header = response.getHeader();
        header.setFlag(Flags.QR);
        header.setFlag(Flags.RA);
        if (answer.code() == Rcode.NOERROR || answer.code() == Rcode.NXDOMAIN) header.setFlag(Flags.AA);
        if (query.getHeader().getFlag(Flags.RD)) header.setFlag(Flags.RD);
        header.setOpcode(query.getHeader().getOpcode());
        header.setRcode(answer.code() & 0xf);
        if (query.getQuestion() != null) response.addRecord(query.getQuestion(), Section.QUESTION);
        answer.answers().forEach(record -> response.addRecord(record, Section.ANSWER));
        answer.authority().forEach(record -> response.addRecord(record, Section.AUTHORITY));
        answer.additional().forEach(record -> response.addRecord(record, Section.ADDITIONAL));
        var extension = query.getOPT();
        if (extension != null)
            response.addRecord(
                    new OPTRecord(OWN_PAYLOAD, answer.code() >> 4, 0, extension.getFlags()), Section.ADDITIONAL);
        return response.toWire(limit(extension, tcp));
    }

    private static int limit(@Nullable OPTRecord extension, boolean tcp) {
        if (tcp) return LARGEST_TCP;
        return extension == null ? PLAIN_UDP : Math.clamp(extension.getPayloadSize(), PLAIN_UDP, LARGEST_UDP);
    }
}

package dev.navarch.dns.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * What a link of the chain has to say.
 *
 * @param alias the name that the last answer points to and that is still to be looked up; null when the answer is whole
 */
public record Answer(
        int code,
        List<Record> answers,
        List<Record> authority,
        List<Record> additional,
        @Nullable Name alias) {
    public static final Answer SERVER_FAILURE = new Answer(Rcode.SERVFAIL, List.of(), List.of(), List.of(), null);

    public Answer {
        answers = List.copyOf(answers);
        authority = List.copyOf(authority);
        additional = List.copyOf(additional);
    }

    public static Answer of(List<? extends Record> answers, List<? extends Record> additional) {
        return new Answer(Rcode.NOERROR, List.copyOf(answers), List.of(), List.copyOf(additional), null);
    }

    public static Answer alias(Record alias, Name target) {
        return new Answer(Rcode.NOERROR, List.of(alias), List.of(), List.of(), target);
    }

    /** The name exists, but has no such records. */
    public static Answer noData(Record startOfAuthority) {
        return new Answer(Rcode.NOERROR, List.of(), List.of(startOfAuthority), List.of(), null);
    }

    public static Answer noSuchName(Record startOfAuthority) {
        return new Answer(Rcode.NXDOMAIN, List.of(), List.of(startOfAuthority), List.of(), null);
    }
}

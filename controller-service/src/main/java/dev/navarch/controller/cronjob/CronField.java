package dev.navarch.controller.cronjob;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a schedule: the values at which it matches.
 *
 * @param any whether it was written as all of them
 */
record CronField(BitSet values, boolean any) {
    /** What may stand in a field: its ends, and the words for its values. */
    record Range(int least, int most, List<String> names) {}

    static CronField parse(String text, Range range) {
        var values = new BitSet();
        var any = false;
        for (var part : text.split(",", -1)) {
            any |= part.startsWith("*") || part.startsWith("?");
            add(values, part, range);
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no value in \"" + text + "\"");
        }
        return new CronField(values, any);
    }

    boolean matches(int value) {
        return values.get(value);
    }

    private static void add(BitSet values, String part, Range range) {
        var slash = part.indexOf('/');
        var step = slash < 0 ? 1 : Integer.parseInt(part.substring(slash + 1));
        var span = slash < 0 ? part : part.substring(0, slash);
        var ends =
                span.equals("*") || span.equals("?") ? new int[] {range.least, range.most} : ends(span, range, slash);
        if (step < 1 || ends[0] < range.least || ends[1] > range.most || ends[0] > ends[1]) {
            throw new IllegalArgumentException("\"" + part + "\" is out of its range");
        }
        for (var value = ends[0]; value <= ends[1]; value += step) {
            values.set(value);
        }
    }

    /** A single value with a step goes on to the end. */
    private static int[] ends(String span, Range range, int slash) {
        var dash = span.indexOf('-');
        if (dash >= 0) {
            return new int[] {value(span.substring(0, dash), range), value(span.substring(dash + 1), range)};
        }
        var value = value(span, range);
        return new int[] {value, slash < 0 ? value : range.most};
    }

    private static int value(String text, Range range) {
        var name = range.names.indexOf(text.toLowerCase(Locale.ROOT));
        return name >= 0 ? name : Integer.parseInt(text);
    }
}

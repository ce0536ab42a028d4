package dev.navarch.apiserver.allocation;

/** Node ports, both ends included. */
public record PortRange(int lowest, int highest) {
    private static final int RESERVED_MIN = 16;
    private static final int RESERVED_MAX = 128;
    private static final int RESERVED_SHARE = 32;

    /** @throws IllegalArgumentException unless {@code lowest-highest} */
    public static PortRange parse(String text) {
        var dash = text.indexOf('-');
        if (dash < 0) throw new IllegalArgumentException("Not a range of ports, such as 30000-32767: " + text);
        return new PortRange(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    public PortRange {
        if (lowest < 1 || highest > 65535 || lowest >= highest)
            throw new IllegalArgumentException("Not a range of ports: " + lowest + "-" + highest);
    }

    Candidates candidates() {
        var size = highest - lowest + 1;
        var share = Math.min(RESERVED_MAX, Math.max(RESERVED_MIN, size / RESERVED_SHARE));
        return new Candidates(lowest, highest, size > share ? share : 0);
    }

    @Override
    public String toString() {
        return lowest + "-" + highest;
    }
}

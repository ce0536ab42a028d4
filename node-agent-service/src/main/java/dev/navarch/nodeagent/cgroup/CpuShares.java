package dev.navarch.nodeagent.cgroup;

/** Processor time as the kernel divides it. */
public final class CpuShares {
    public static final long PERIOD_MICROS = 100_000;
    private static final long SHARES_PER_CPU = 1024;
    private static final long LEAST = 2;
    private static final long MOST = 262_144;
    private static final long LEAST_QUOTA = 1000;

    private CpuShares() {}

    public static long ofMilli(long milli) {
        return Math.clamp(milli * SHARES_PER_CPU / 1000, LEAST, MOST);
    }

    /** Microseconds of each period; 0 where there is no limit. */
    public static long quota(long milli) {
        return milli <= 0 ? 0 : Math.max(LEAST_QUOTA, milli * PERIOD_MICROS / 1000);
    }

    /** cgroup v2 counts from 1 to 10000. */
    public static long toWeight(long shares) {
        return 1 + (shares - LEAST) * 9999 / (MOST - LEAST);
    }
}

package dev.navarch.nodeagent.cgroup;

/**
 * What a container's control group holds it to; 0 where there is no limit.
 *
 * @param shares of processor time; 0 on cgroup v2, whose weights do not tell the shares they were made from
 * @param quota microseconds of each period
 * @param memory bytes, in whole pages
 */
public record ContainerLimits(long shares, long quota, long memory) {
    private static final long PAGE = 4096;

    public ContainerLimits {
        memory = memory / PAGE * PAGE;
    }
}

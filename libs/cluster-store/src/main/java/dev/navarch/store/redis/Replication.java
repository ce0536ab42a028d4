package dev.navarch.store.redis;

import java.util.regex.Pattern;

/**
 * What a Redis says about itself and those that follow it.
 *
 * @param following replicas that keep up; one that has been silent for some seconds is not among them
 * @param promoted whether this primary was a replica before
 */
record Replication(String role, int following, boolean promoted) {
    private static final Pattern ROLE = Pattern.compile("^role:(\\w+)", Pattern.MULTILINE);
    private static final Pattern REPLICA =
            Pattern.compile("^slave\\d+:.*\\bstate=online\\b.*\\blag=(\\d+)", Pattern.MULTILINE);
    private static final Pattern EARLIER_HISTORY = Pattern.compile("^master_replid2:0*[1-9a-f]", Pattern.MULTILINE);
    private static final int LONGEST_LAG_SECONDS = 2;

    /** @param info the answer to {@code INFO replication} */
    static Replication parse(String info) {
        var role = ROLE.matcher(info);
        var following = REPLICA.matcher(info)
                .results()
                .filter(replica -> Long.parseLong(replica.group(1)) <= LONGEST_LAG_SECONDS)
                .count();
        return new Replication(
                role.find() ? role.group(1) : "unknown",
                (int) following,
                EARLIER_HISTORY.matcher(info).find());
    }
}

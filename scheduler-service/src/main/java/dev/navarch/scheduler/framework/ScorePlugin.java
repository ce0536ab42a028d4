package dev.navarch.scheduler.framework;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how good a node is among those that can carry the pod. */
public interface ScorePlugin {
    long BEST = 100;

    String name();

    int weight();

    /** Null where every node is as good. */
    @Nullable
    NodeScore prepareScore(PodInfo pod, ClusterSnapshot snapshot, List<NodeInfo> feasible);

    interface NodeScore {
        long score(NodeInfo node);

        /** Brings the scores of all nodes into 0 … {@link #BEST}, in place. */
        default void normalize(long[] scores) {}
    }

    /** Scales so that the greatest becomes {@link #BEST}; reversed, the least does. */
    static void scale(long[] scores, boolean reversed) {
        long greatest = 0;
        for (var score : scores) greatest = Math.max(greatest, score);
        for (var i = 0; i < scores.length; i++) {
            var scaled = greatest == 0 ? 0 : scores[i] * BEST / greatest;
            scores[i] = reversed ? BEST - scaled : scaled;
        }
    }
}

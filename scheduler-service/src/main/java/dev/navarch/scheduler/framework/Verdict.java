package dev.navarch.scheduler.framework;

import java.util.List;

/** A plugin's answer for one pod and one node, or for one pod on all nodes. */
public sealed interface Verdict {
    record Fits() implements Verdict {
        public static final Fits HERE = new Fits();
    }

    /** Not here, not now; fewer pods on the node may change it. */
    record Rejects(List<String> reasons) implements Verdict {
        public Rejects {
            reasons = List.copyOf(reasons);
        }

        public static Rejects because(String reason) {
            return new Rejects(List.of(reason));
        }
    }

    /** Not here, whoever leaves the node: preemption does not help. */
    record RejectsWhoeverLeaves(List<String> reasons) implements Verdict {
        public RejectsWhoeverLeaves {
            reasons = List.copyOf(reasons);
        }

        public static RejectsWhoeverLeaves because(String reason) {
            return new RejectsWhoeverLeaves(List.of(reason));
        }
    }
}

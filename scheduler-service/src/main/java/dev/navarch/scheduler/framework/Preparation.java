package dev.navarch.scheduler.framework;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a filter has to say about a pod before it sees a node. */
public sealed interface Preparation {
    /** Every node is fine with this filter. */
    record NotConcerned() implements Preparation {
        public static final NotConcerned HERE = new NotConcerned();
    }

    /** No node will do; nobody is asked any further. */
    record Refused(String reason) implements Preparation {}

    /** @param onlyNodes the names of the only nodes worth asking; null for all */
    record Checks(NodeCheck check, @Nullable Set<String> onlyNodes) implements Preparation {}

    static Preparation check(NodeCheck check) {
        return new Checks(check, null);
    }
}

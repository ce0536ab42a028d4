package dev.navarch.operations.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Answers for a little while; when there are too many, the least recently used is forgotten. Failures are not remembered. */
final class RememberedAnswers<Q, A> {
    private static final int LIMIT = 500;

    private final Duration lifetime;
    private final Clock clock;
    private final Map<Q, Remembered<A>> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Q, Remembered<A>> eldest) {
            return size() > LIMIT;
        }
    };

    private record Remembered<A>(A answer, Instant until) {}

    RememberedAnswers(Duration lifetime, Clock clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Two who ask the same at once may both ask the source. */
    A get(Q question, Function<Q, A> source) {
        var now = clock.instant();
        synchronized (answers) {
            var remembered = answers.get(question);
            if (remembered != null && now.isBefore(remembered.until())) return remembered.answer();
        }
        var answer = source.apply(question);
        synchronized (answers) {
            answers.put(question, new Remembered<>(answer, now.plus(lifetime)));
        }
        return answer;
    }
}

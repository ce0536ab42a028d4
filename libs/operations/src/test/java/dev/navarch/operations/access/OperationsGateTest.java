package dev.navarch.operations.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.client.ApiFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;

class OperationsGateTest {
    private static final String LOGGER = "/actuator/loggers/root";

    private final ManualClock clock = new ManualClock();
    private final FakeReviewer reviewer = new FakeReviewer();
    private final OperationsGate gate = new OperationsGate(reviewer, clock);

    @Test
    void whoShowsNothingIsTold() {
        assertThat(gate.judge(new Credentials(null, null), "GET", LOGGER))
                .isEqualTo(new Verdict.Refused(401, "Unauthorized: show a bearer token or a client certificate"));
        assertThat(reviewer.questions).isEmpty();
    }

    @Test
    void aTokenOfNobodyIsRefused() {
        assertThat(gate.judge(token("forged"), "GET", LOGGER))
                .isEqualTo(
                        new Verdict.Refused(401, "Unauthorized: the token is not one of this cluster, or has expired"));
    }

    @Test
    void whoMayLookMayNotThereforeChange() {
        assertThat(gate.judge(token("ann"), "GET", LOGGER)).isInstanceOf(Verdict.Allowed.class);
        assertThat(gate.judge(token("ann"), "POST", LOGGER))
                .isEqualTo(new Verdict.Refused(403, "User \"ann\" cannot post path \"" + LOGGER + "\""));
    }

    @Test
    void asksAgainWhenAnAnswerIsOld() {
        gate.judge(token("ann"), "GET", LOGGER);
        gate.judge(token("ann"), "GET", LOGGER);
        assertThat(reviewer.questions).containsExactly("ann", "ann get " + LOGGER);

        clock.now = clock.now.plus(Duration.ofSeconds(11));
        gate.judge(token("ann"), "GET", LOGGER);
        assertThat(reviewer.questions).hasSize(4);
    }

    @Test
    void lettingSomebodyInIsNotGuessedWhenNobodyAnswers() {
        reviewer.failure = new ApiFailure(0, "", "No answer", null);
        assertThat(gate.judge(token("ann"), "GET", LOGGER))
                .isEqualTo(new Verdict.Refused(503, "Whether you may could not be asked: No answer"));

        reviewer.failure = null;
        assertThat(gate.judge(token("ann"), "GET", LOGGER)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void remembersNoMoreThanItsLimit() {
        for (var index = 0; index < 2000; index++) gate.judge(token("ann"), "GET", "/actuator/" + index);
        reviewer.questions.clear();
        gate.judge(token("ann"), "GET", "/actuator/1999");
        assertThat(reviewer.questions).isEmpty();
        gate.judge(token("ann"), "GET", "/actuator/0");
        assertThat(reviewer.questions).containsExactly("ann get /actuator/0");
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/loggers, true, false",
        "/%61ctuator/loggers, true, false",
        "/actuator;a=b/loggers, true, false",
        "/actuator, true, false",
        "/actuator/health, true, true",
        "/actuator/health/readiness, true, true",
        "/actuator/healthy, true, false",
        "/actuators, false, false",
        "/exec/a/b/c, false, false",
    })
    void guardsAPathHoweverItIsSpelled(String path, boolean guarded, boolean open) {
        var read = ActuatorPath.of(PathContainer.parsePath(path));
        assertThat(read.guarded()).isEqualTo(guarded);
        assertThat(read.open()).isEqualTo(open);
    }

    private static Credentials token(String token) {
        return new Credentials(null, token);
    }

    /** Ann may get. */
    private static final class FakeReviewer implements Reviewer {
        final List<String> questions = new ArrayList<>();

        @Nullable
        ApiFailure failure;

        @Override
        public @Nullable Caller authenticate(String token) {
            if (failure != null) throw failure;
            questions.add(token);
            return token.equals("ann") ? new Caller("ann", "", List.of(), Map.of()) : null;
        }

        @Override
        public boolean allows(Caller caller, String verb, String path) {
            questions.add(caller.name() + " " + verb + " " + path);
            return verb.equals("get");
        }
    }

    private static final class ManualClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

package dev.navarch.bench.api;

import dev.navarch.bench.Workload;
import dev.navarch.bench.measure.Median;
import dev.navarch.bench.measure.Report;
import dev.navarch.bench.measure.Round;
import dev.navarch.bench.measure.Turns;
import java.util.function.Supplier;

/** The API server's load and the yardstick's. */
final class Comparison {
    private final Turns turns;

    private Comparison(Turns turns) {
        this.turns = turns;
    }

    static Comparison of(Workload workload, Supplier<Round> ours, Supplier<Round> yardstick) throws Exception {
        return new Comparison(Turns.take(workload.warmUps(), workload.rounds(), _ -> ours.get(), _ -> yardstick.get()));
    }

    void report(String what, Report report) {
        var rate = Median.of(turns.ours(), Round::perSecond);
        var bare = Median.of(turns.yardstick(), Round::perSecond);
        report.row(
                "what",
                what,
                "per s",
                rate,
                "yardstick per s",
                bare,
                "ratio",
                rate / bare,
                "MB/s",
                Median.of(turns.ours(), Round::megabytesPerSecond),
                "yardstick MB/s",
                Median.of(turns.yardstick(), Round::megabytesPerSecond),
                "p50 ms",
                Median.of(turns.ours(), round -> round.millisAt(0.5)),
                "p99 ms",
                Median.of(turns.ours(), round -> round.millisAt(0.99)));
    }
}

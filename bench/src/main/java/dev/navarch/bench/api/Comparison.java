package dev.navarch.bench.api;

import dev.navarch.bench.Workload;
import dev.navarch.bench.measure.Median;
import dev.navarch.bench.measure.Report;
import dev.navarch.bench.measure.Round;
import java.util.ArrayList;
import java.util.function.Supplier;

/** Two loads, turn by turn, so that whatever else the machine does meets both. The first turn of each warms up and is not counted. */
final class Comparison {
    private final ArrayList<Round> ours = new ArrayList<>();
    private final ArrayList<Round> yardstick = new ArrayList<>();

    static Comparison of(Workload workload, Supplier<Round> ours, Supplier<Round> yardstick) {
        var comparison = new Comparison();
        for (int round = 0; round <= workload.rounds(); round++) {
            var first = ours.get();
            var second = yardstick.get();
            if (round == 0) continue;
            comparison.ours.add(first);
            comparison.yardstick.add(second);
        }
        return comparison;
    }

    void report(String what, Report report) {
        var rate = Median.of(ours, Round::perSecond);
        var bare = Median.of(yardstick, Round::perSecond);
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
                Median.of(ours, Round::megabytesPerSecond),
                "yardstick MB/s",
                Median.of(yardstick, Round::megabytesPerSecond),
                "p50 ms",
                Median.of(ours, round -> round.millisAt(0.5)),
                "p99 ms",
                Median.of(ours, round -> round.millisAt(0.99)));
    }
}

package dev.navarch.bench.store;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.measure.Median;
import dev.navarch.bench.measure.Report;
import dev.navarch.bench.measure.Round;
import dev.navarch.bench.measure.Turns;
import java.time.Duration;
import java.util.List;

/** Durable creates through VersionedStore on Redis and through jetcd on etcd, in alternating rounds. */
public final class StoreScenario implements Scenario {
    private static final List<Integer> CLIENTS = List.of(1, 64, 512);
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "store";
    }

    @Override
    public String purpose() {
        return "durable creates of 2 KiB: VersionedStore on Redis beside etcd through jetcd";
    }

    @Override
    public Report run(Workload workload) throws Exception {
        try (var redis = new RedisUnderLoad(workload.directory());
                var etcd = new EtcdUnderLoad(workload.directory())) {
            StoreLoad.run(redis, "warm", 64, WARM_UP);
            StoreLoad.run(etcd, "warm", 64, WARM_UP);
            var report = new Report(name());
            for (int clients : CLIENTS) compare(redis, etcd, clients, workload, report);
            return report;
        }
    }

    private static void compare(DurableStore redis, DurableStore etcd, int clients, Workload workload, Report report)
            throws Exception {
        var turns = Turns.take(
                0,
                workload.rounds(),
                turn -> StoreLoad.run(redis, clients + "-" + turn, clients, workload.round()),
                turn -> StoreLoad.run(etcd, clients + "-" + turn, clients, workload.round()));
        var rate = Median.of(turns.ours(), Round::perSecond);
        var etcdRate = Median.of(turns.yardstick(), Round::perSecond);
        report.row(
                "clients",
                clients,
                "redis/s",
                rate,
                "etcd/s",
                etcdRate,
                "ratio",
                rate / etcdRate,
                "redis p50 ms",
                Median.of(turns.ours(), round -> round.millisAt(0.5)),
                "redis p99 ms",
                Median.of(turns.ours(), round -> round.millisAt(0.99)),
                "etcd p50 ms",
                Median.of(turns.yardstick(), round -> round.millisAt(0.5)),
                "etcd p99 ms",
                Median.of(turns.yardstick(), round -> round.millisAt(0.99)));
    }
}

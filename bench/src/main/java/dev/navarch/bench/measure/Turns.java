package dev.navarch.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** Two loads, turn by turn, so that whatever else the machine does meets both. */
public record Turns(List<Round> ours, List<Round> yardstick) {
    public Turns {
        ours = List.copyOf(ours);
        yardstick = List.copyOf(yardstick);
    }

    /** One round of a load, told which turn it is. */
    @FunctionalInterface
    public interface Load {
        Round run(int turn) throws Exception;
    }

    /** @param warmUps the first turns of each, which are not counted */
    public static Turns take(int warmUps, int rounds, Load ours, Load yardstick) throws Exception {
        var first = new ArrayList<Round>();
        var second = new ArrayList<Round>();
        for (int turn = 0; turn < warmUps + rounds; turn++) {
            first.add(ours.run(turn));
            second.add(yardstick.run(turn));
        }
        return new Turns(first.subList(warmUps, first.size()), second.subList(warmUps, second.size()));
    }
}

package dev.navarch.apiserver.allocation;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * In which order free numbers are tried: from a random one upwards and around, so that a number just given back is not at once
 * another's; those kept for clients who ask by name come last.
 */
record Candidates(int lowest, int highest, int reserved) {
    IntStream inOrder(RandomGenerator random) {
        var first = lowest + reserved;
        var count = highest - first + 1;
        var start = random.nextInt(count);
        return IntStream.concat(
                IntStream.range(0, count).map(i -> first + (start + i) % count), IntStream.range(lowest, first));
    }

    boolean contains(int number) {
        return number >= lowest && number <= highest;
    }
}

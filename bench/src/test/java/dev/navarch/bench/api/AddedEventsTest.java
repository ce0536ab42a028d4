package dev.navarch.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AddedEventsTest {
    @Test
    void addedEventsAreCountedWhereverTheirBytesAreCut() {
        var stream =
                "{\"type\":\"ADDED\",\"object\":{}}\n{\"type\":\"MODIFIED\",\"object\":{\"type\":\"ADDED\"}}\n{\"type\":\"ADDED\"}\n";
        for (int cut = 0; cut < stream.length(); cut++) {
            var events = new AddedEvents();
            events.feed(Unpooled.copiedBuffer(stream.substring(0, cut), StandardCharsets.UTF_8));
            events.feed(Unpooled.copiedBuffer(stream.substring(cut), StandardCharsets.UTF_8));
            assertThat(events.count()).as("cut at %d", cut).isEqualTo(2);
        }
    }
}

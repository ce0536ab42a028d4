package dev.navarch.metrics.usage;

import dev.navarch.metrics.usage.Scrape.ContainerKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an agent's {@code /metrics/resource}: the four families that matter, lines of others are skipped. */
public final class ScrapeParser {
    private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)(?: (\\d+))?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
    private static final ContainerKey NODE = new ContainerKey("", "", "");

    private final Map<ContainerKey, Sample> samples = new HashMap<>();
    private final Instant now;

    private ScrapeParser(Instant now) {
        this.now = now;
    }

    /** @param now for samples that come without a time */
    public static Scrape parse(String text, Instant now) {
        var parser = new ScrapeParser(now);
        text.lines().forEach(parser::read);
        var node = parser.samples.remove(NODE);
        return new Scrape(node, parser.samples);
    }

    private void read(String line) {
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) return;
        var key = key(matcher.group(2));
        var time = matcher.group(4) == null ? now : Instant.ofEpochMilli(Long.parseLong(matcher.group(4)));
        var value = number(matcher.group(3));
        switch (matcher.group(1)) {
            case "node_cpu_usage_seconds_total", "container_cpu_usage_seconds_total" ->
                samples.merge(key, new Sample(time, value, 0), ScrapeParser::both);
            case "node_memory_working_set_bytes", "container_memory_working_set_bytes" ->
                samples.merge(key, new Sample(time, 0, (long) value), ScrapeParser::both);
            default -> {}
        }
    }

    /** The processor's line brings the time: the rate hangs on it. */
    private static Sample both(Sample one, Sample other) {
        var time = one.cpuSeconds() > 0 ? one.time() : other.time();
        return new Sample(time, one.cpuSeconds() + other.cpuSeconds(), one.workingSet() + other.workingSet());
    }

    private static ContainerKey key(@Nullable String labels) {
        var values = new HashMap<String, String>();
        var matcher = LABEL.matcher(labels == null ? "" : labels);
        while (matcher.find()) values.put(matcher.group(1), matcher.group(2));
        return new ContainerKey(
                values.getOrDefault("namespace", ""),
                values.getOrDefault("pod", ""),
                values.getOrDefault("container", ""));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

package dev.navarch.bench.cluster;

/** When a start got how far, in seconds since the command was given. */
public record StartTimes(double api, double ready) {
    static final class Builder {
        private final long began;
        private final StringBuilder text = new StringBuilder();
        private double api = Double.NaN;
        private double ready = Double.NaN;

        Builder(long began) {
            this.began = began;
        }

        void read(String line) {
            text.append(line).append('\n');
            var seconds = (System.nanoTime() - began) / 1e9;
            if (line.contains("API server answers")) api = seconds;
            if (line.endsWith(" Ready")) ready = seconds;
        }

        String text() {
            return text.toString();
        }

        StartTimes build() {
            return new StartTimes(api, ready);
        }
    }
}

package dev.navarch.apiserver.streams;

/** The channels of a WebSocket session, and the streams of SPDY they stand for. */
enum ExecChannel {
    STDIN(0, "stdin"),
    STDOUT(1, "stdout"),
    STDERR(2, "stderr"),
    ERROR(3, "error"),
    RESIZE(4, "resize");

    static final int CLOSE = 255;

    private final int number;
    private final String streamType;

    ExecChannel(int number, String streamType) {
        this.number = number;
        this.streamType = streamType;
    }

    int number() {
        return number;
    }

    String streamType() {
        return streamType;
    }

    boolean wanted(ExecStreams streams) {
        return switch (this) {
            case STDIN -> streams.stdin();
            case STDOUT -> streams.stdout();
            case STDERR -> streams.stderr();
            case ERROR -> true;
            case RESIZE -> streams.tty();
        };
    }
}

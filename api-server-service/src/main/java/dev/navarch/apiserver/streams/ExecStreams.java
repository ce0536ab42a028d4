package dev.navarch.apiserver.streams;

import dev.navarch.apiserver.request.ApiRequest;

/** Which of a process's streams a client wants. */
record ExecStreams(boolean stdin, boolean stdout, boolean stderr, boolean tty) {
    static ExecStreams of(ApiRequest request) {
        var tty = request.flag("tty");
        return new ExecStreams(request.flag("stdin"), request.flag("stdout"), request.flag("stderr") && !tty, tty);
    }

    boolean none() {
        return !stdin && !stdout && !stderr;
    }

    /** As agents read it. */
    void addTo(QueryText query) {
        if (stdin) query.add("input", "1");
        if (stdout) query.add("output", "1");
        if (stderr) query.add("error", "1");
        if (tty) query.add("tty", "1");
    }
}

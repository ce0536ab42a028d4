package dev.navarch.apiproxy.tcp;

/** Which of the healthy backends a new connection goes to. */
public enum Balancing {
    ROUND_ROBIN,
    /** To the one with the fewest; in turn where several have as few. Watches live long, so this evens out a restart. */
    LEAST_CONNECTIONS
}

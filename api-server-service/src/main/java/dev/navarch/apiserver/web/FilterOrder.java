package dev.navarch.apiserver.web;

/** The filters from the wire inwards. */
public enum FilterOrder {
    TRACING,
    METRICS,
    AUDIT,
    AUTHENTICATION,
    IMPERSONATION,
    FLOW_CONTROL,
    AUTHORIZATION,
}

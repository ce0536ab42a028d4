package dev.navarch.apiserver.request;

import java.time.Instant;

/**
 * Who is asking, passed on from step to step; never a thread-local.
 *
 * @param userAgent names the field manager where the client does not
 * @param deadline when the answer is no longer wanted
 */
public record Caller(UserInfo user, String userAgent, Instant deadline) {}

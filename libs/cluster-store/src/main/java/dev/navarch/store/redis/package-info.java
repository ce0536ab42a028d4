/**
 * The cluster store on Redis, and a Redis of Navarch's own to run it on. The only package that knows a Redis client; it knows neither
 * kinds nor what is in a value. One write is one script; what is in Redis:
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code m}</td><td>hash: {@code e} epoch token, {@code r} last revision, {@code n} epoch number, {@code run} run id of the
 * Redis this epoch belongs to, {@code id} the cluster's identity, {@code k} replicas that each write waits for, {@code w} written
 * before each WAIT</td></tr>
 * <tr><td>one a kind</td><td>hash: name to revision (16 digits) and value</td></tr>
 * <tr><td>{@code ev}</td><td>stream, the log; the id is the revision: {@code k} kind, {@code f} name, {@code o} P, D or E(poch),
 * {@code p} revision replaced, {@code v} value, {@code e} epoch number, {@code i} write id</td></tr>
 * <tr><td>{@code ttl}</td><td>sorted set: deadline by Redis' clock, of kind NUL name</td></tr>
 * </table>
 */
@NullMarked
package dev.navarch.store.redis;

import org.jspecify.annotations.NullMarked;

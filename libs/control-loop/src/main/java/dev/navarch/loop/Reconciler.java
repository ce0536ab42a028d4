package dev.navarch.loop;

/**
 * Brings the world of one key closer to what is wanted. Reads whole states from informers, never asks what happened. Called for a
 * key by one worker at a time, on a virtual thread, and only when the copies that the loop reads have caught up with what it last
 * wrote for that key. An exception is logged and the key retried; a conflict is retried without a word.
 */
@FunctionalInterface
public interface Reconciler {
    Outcome reconcile(Key key);
}

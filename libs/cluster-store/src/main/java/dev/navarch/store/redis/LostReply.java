package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import dev.navarch.store.WriteOutcome;

/**
 * What became of a write whose reply was lost: its id is looked for in the log, between the revision it was sent after and the one
 * the new session began at. Its own connection is dead by then, so it cannot arrive later.
 */
final class LostReply {
    private LostReply() {}

    /** @throws StorageException if the log shows that nothing was written */
    static WriteOutcome lookUp(RedisSession session, String writeId, GroupCommit.ReplyLost lost) {
        var reached = lost.sentAfter;
        var through = session.facts().revisionAtStart();
        try {
            while (reached < through) {
                var entries = RedisLog.after(session, reached, RedisLog.PAGE);
                for (var entry : entries) {
                    if (entry.writeId().equals(writeId))
                        return new WriteOutcome.Written(entry.event().revision());
                }
                if (entries.isEmpty())
                    return new WriteOutcome.Unknown("The log was trimmed before the write was found in it");
                reached = entries.getLast().event().revision();
            }
        } catch (StorageException.Trimmed e) {
            return new WriteOutcome.Unknown("The log was trimmed before the write could be looked up in it");
        }
        if (!session.facts().earlierSilenced()) {
            return new WriteOutcome.Unknown("The write may still be on its way: Redis does not permit CLIENT KILL");
        }
        throw new StorageException("Nothing was written: the connection to Redis was lost before", lost);
    }
}
